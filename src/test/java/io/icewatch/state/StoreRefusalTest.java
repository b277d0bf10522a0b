package io.icewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.icewatch.model.History;
import io.icewatch.model.TableId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreRefusalTest {
  @TempDir
  Path directory;

  @Test
  void aMissingDirectoryIsRefused() {
    Path file = directory.resolve("none/icewatch.db");
    assertThat(refusal(file))
        .isEqualTo(file
            + ": its directory does not exist"
            + " (expected: a file in a writable directory, or none yet)."
            + " Create "
            + directory.resolve("none")
            + ".");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefused() throws Exception {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThat(refusal(closed.resolve("icewatch.db")))
        .isEqualTo(closed
            + "/icewatch.db: its directory is not writable"
            + " (expected: one that takes the file and its write-ahead log)."
            + " Give the user that runs icewatch the permission to write in "
            + closed
            + ".");
    assertThat(closed).isEmptyDirectory();
  }

  @Test
  void aDirectoryInTheFilesPlaceIsRefused() {
    assertThat(refusal(directory))
        .isEqualTo(
            directory + ": is a directory (expected: a file). Set state.path to a file in it.");
  }

  @Test
  void aReadOnlyFileIsRefused() throws Exception {
    stored();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--r--r--"));
    assertThat(refusal(file()))
        .isEqualTo(file()
            + ": is read-only (expected: a file that this process may read and write)."
            + " Give the user that runs icewatch the permission.");
  }

  @Test
  void garbageIsRefusedAndLeftAsItIs() throws Exception {
    byte[] garbage = new byte[10_000];
    new Random(1).nextBytes(garbage);
    for (int length : new int[] {2, 99, 511, 10_000}) {
      byte[] bytes = Arrays.copyOf(garbage, length);
      Files.write(file(), bytes);
      assertThat(refusal(file()))
          .isEqualTo(file()
              + ": is not a SQLite database (expected: a state file of icewatch, or none yet)."
              + " It was left as it is. Set state.path to another file.");
      assertThat(file()).hasBinaryContent(bytes);
    }
  }

  @Test
  void aTruncatedFileIsRefused() throws Exception {
    byte[] whole = stored();
    for (int part = 1; part < 8; part++) {
      Files.write(file(), Arrays.copyOf(whole, whole.length * part / 8));
      assertThat(refusal(file()))
          .startsWith(file() + ": is damaged: ")
          .endsWith(
              " (expected: a sound database). Put a backup in its place, or move it and its -wal"
                  + " file away to start without history.");
    }
  }

  @Test
  void aFileWithDamagedPagesIsRefused() throws Exception {
    byte[] whole = stored();
    Random random = new Random(2);
    for (int page = 1; page < 4; page++) {
      byte[] damaged = whole.clone();
      byte[] noise = new byte[4096];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, damaged, page * 4096, noise.length);
      Files.write(file(), damaged);
      assertThat(refusal(file())).startsWith(file() + ": is damaged: ");
    }
  }

  @Test
  void aRowThatMakesNoSenseIsRefused() throws Exception {
    stored();
    sql("UPDATE run SET result = 'LOST'");
    assertThat(refusal(file()))
        .startsWith(file() + ": is damaged: a row makes no sense, ")
        .contains("RunResult.LOST");
    sql("UPDATE run SET result = 'FAILED'", "UPDATE reached SET checkpoint_type = 'OFFSET'");
    assertThat(refusal(file()))
        .contains("checkpoint_type: 'OFFSET' (expected: none, SNAPSHOT_ID or TIMESTAMP)");
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    sql("CREATE TABLE notes (text)");
    byte[] before = Files.readAllBytes(file());
    assertThat(refusal(file()))
        .isEqualTo(file()
            + ": is another program's database, application_id 0"
            + " (expected: icewatch's, 1229145431)."
            + " It was left as it is. Set state.path to another file.");
    sql("PRAGMA application_id = 42");
    assertThat(refusal(file())).contains("application_id 42");
    sql("PRAGMA application_id = 0");
    assertThat(Files.readAllBytes(file()).length).isEqualTo(before.length);
    assertThat(directory.resolve("icewatch.db-wal")).doesNotExist();
  }

  @Test
  void aNewerVersionsDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    stored();
    sql("PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file());
    assertThat(refusal(file()))
        .isEqualTo(file()
            + ": has schema version 99 (expected: at most " + Schema.VERSION
            + ", which this icewatch writes)."
            + " It was left as it is. Run the icewatch that wrote it or a newer one,"
            + " or set state.path to another file.");
    assertThat(file()).hasBinaryContent(before);
  }

  @Test
  void aFileThatIsInUseIsRefusedUnderAnyName() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link.db"), file());
    String inUse = file()
        + ": is in use by another process (expected: to be its only user)."
        + " Stop the other icewatch, or give this one another state.path.";
    try (Store store = Store.open(file(), new Recorded())) {
      assertThat(refusal(file())).isEqualTo(inUse);
      assertThat(refusal(link)).isEqualTo(inUse);
      store.save(new TableId("c", "t"), History.none()).join();
    }
    Store.open(link, new Recorded()).close();
  }

  @Test
  void aPathWithCharactersOfAUriIsThatFile() throws Exception {
    Path odd = directory.resolve("a b?mode=ro&c%20#.db");
    Store.open(odd, new Recorded()).close();
    assertThat(odd).isRegularFile();
  }

  private byte[] stored() throws StoreException, IOException {
    try (Store store = Store.open(file(), new Recorded())) {
      Random random = new Random(7);
      for (int i = 0; i < 50; i++) {
        History history = History.none();
        for (int step = 0; step < 10; step++) {
          history = Histories.next(history, random);
        }
        store.save(new TableId("c", "t" + i), history).join();
      }
    }
    return Files.readAllBytes(file());
  }

  private void sql(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String refusal(Path file) {
    StoreException refused = catchThrowableOfType(
        StoreException.class, () -> Store.open(file, new Recorded()).close());
    assertThat(refused).isNotNull();
    return String.valueOf(refused.getMessage());
  }

  private Path file() {
    return directory.resolve("icewatch.db");
  }
}
