package io.icewatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  @Test
  void whatIsTheSameIsNoChange() {
    assertThat(of("<tr>\n<td id=\"a\">1</td>\n</tr>").since(of("<tr>\n<td id=\"a\">1</td>\n</tr>")))
        .contains(Map.of());
  }

  @Test
  void onlyThePiecesThatChangedAreNamed() {
    Fragments before = of("<tr>\n <td id=\"a\">1</td>\n<td id=\"b\"><b>2</b></td>\n</tr>");
    Fragments after = of("<tr>\n <td id=\"a\">1</td>\n<td id=\"b\"><b>3</b></td>\n</tr>");
    assertThat(after.since(before)).contains(Map.of("b", "<td id=\"b\"><b>3</b></td>"));
  }

  @Test
  void anotherFrameIsAnotherWhole() {
    Fragments before = of("<p>x</p>\n<td id=\"a\">1</td>");
    assertThat(of("<p>y</p>\n<td id=\"a\">1</td>").since(before)).isEmpty();
    assertThat(of("<p>x</p>\n<td id=\"a\">1</td>\n<td id=\"b\">1</td>").since(before))
        .isEmpty();
    assertThat(of("<p>x</p>\n<td id=\"c\">1</td>").since(before)).isEmpty();
  }

  @Test
  void anElementThatEndsOnAnotherLineIsPartOfTheFrame() {
    assertThat(of("<ul id=\"a\">\n<li>1</li>\n</ul>").since(of("<ul id=\"a\">\n<li>2</li>\n</ul>")))
        .isEmpty();
  }

  @Test
  void anIdThatComesTwiceIsAPieceOnce() {
    Fragments before = of("<i id=\"a\">1</i>\n<i id=\"a\">2</i>");
    assertThat(of("<i id=\"a\">1</i>\n<i id=\"a\">3</i>").since(before)).isEmpty();
  }

  private static Fragments of(String html) {
    return Fragments.of(html);
  }
}
