package io.icewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private final WaitingRoom<String> room = new WaitingRoom<>();

  @Test
  void theAddressesTakeTurns() {
    for (int i = 0; i < WaitingRoom.MOST_OF_ONE; i++) {
      join("flood", i, false, "flood" + i);
    }
    join("quiet", 100, false, "quiet");
    assertThat(Stream.generate(room::next)
            .takeWhile(Optional::isPresent)
            .map(one -> one.orElseThrow().requests().get(0))
            .limit(3))
        .containsExactly("flood0", "quiet", "flood1");
  }

  @Test
  void oneAddressCannotFillTheRoom() {
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      join("flood", i, false, "flood" + i).ifPresent(one -> gone.addAll(one.requests()));
    }
    assertThat(gone).hasSize(1_000 - WaitingRoom.MOST_OF_ONE).doesNotContain("flood0");
    assertThat(join("quiet", 5_000, false, "quiet")).isEmpty();
  }

  @Test
  void whoWasTurnedAwayBeforeGoesToTheFront() {
    for (int i = 0; i < WaitingRoom.MOST_OF_ONE; i++) {
      join("one", i, false, "first" + i);
    }
    assertThat(join("one", 100, true, "again").orElseThrow().requests())
        .containsExactly("first" + (WaitingRoom.MOST_OF_ONE - 1));
    assertThat(room.next().orElseThrow().requests()).containsExactly("again");
  }

  @Test
  void theSameCredentialsWaitOnce() {
    join("one", 1, false, "a");
    join("one", 1, false, "b");
    assertThat(room.next().orElseThrow().requests()).containsExactly("a", "b");
    assertThat(room.next()).isEmpty();
  }

  @Test
  void thoseWhoShareAreBoundedToo() {
    long gone = 0;
    for (int i = 0; i < WaitingRoom.MOST_SHARING + 5; i++) {
      gone += join("one", 1, false, "r" + i).stream().count();
    }
    assertThat(gone).isEqualTo(5);
  }

  @Test
  void aFullRoomTakesANewAddressInForTheGreediest() {
    int addresses = WaitingRoom.MOST / WaitingRoom.MOST_OF_ONE;
    for (int address = 0; address < addresses; address++) {
      for (int i = 0; i < WaitingRoom.MOST_OF_ONE; i++) {
        assertThat(join("flood" + address, i, false, "f")).isEmpty();
      }
    }
    assertThat(join("quiet", 1, false, "quiet").orElseThrow().address()).startsWith("flood");
  }

  private Optional<WaitingRoom.Waiting<String>> join(
      String address, int number, boolean again, String request) {
    ByteBuffer digest = ByteBuffer.allocate(4).putInt(0, number);
    return room.join(address, digest, new Passwords.Credentials("u", "p"), again, request);
  }
}
