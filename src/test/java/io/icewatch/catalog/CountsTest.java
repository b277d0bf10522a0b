package io.icewatch.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void anAppendIsCounted() {
    Counts counts = Counts.of(
        "append",
        Map.of(
            "added-data-files", "3",
            "added-records", "30",
            "added-files-size", "300",
            "total-data-files", "7"));
    assertThat(counts)
        .isEqualTo(new Counts(Operation.APPEND, Change.YES, 3, 30, 300, true, 7, true));
  }

  @Test
  void aCompactionIsNoDataHoweverManyFilesItAdds() {
    Counts counts = Counts.of("replace", Map.of("added-data-files", "3", "added-records", "30"));
    assertThat(counts.change()).isEqualTo(Change.NO);
    assertThat(counts.files()).isZero();
    assertThat(counts.complete()).isTrue();
  }

  @Test
  void anEmptyCommitIsNoData() {
    assertThat(Counts.of("append", Map.of("changed-partition-count", "0")).change())
        .isEqualTo(Change.NO);
  }

  @Test
  void deletingIsAChangeThoughNoFileIsAdded() {
    assertThat(Counts.of("delete", Map.of("deleted-data-files", "1")).change())
        .isEqualTo(Change.YES);
    assertThat(Counts.of("delete", Map.of("added-delete-files", "1")).change())
        .isEqualTo(Change.YES);
  }

  @Test
  void deleteFilesInTheSizeMakeTheBytesABound() {
    Counts counts = Counts.of(
        "overwrite",
        Map.of(
            "added-data-files", "1",
            "added-records", "5",
            "added-delete-files", "1",
            "added-files-size", "110"));
    assertThat(counts.bytes()).isEqualTo(110);
    assertThat(counts.bytesExact()).isFalse();
    Counts deletesOnly =
        Counts.of("delete", Map.of("added-delete-files", "1", "added-files-size", "10"));
    assertThat(deletesOnly.bytes()).isZero();
    assertThat(deletesOnly.bytesExact()).isTrue();
  }

  @Test
  void whatTheWriterLeftOutIsUnknownAndNotZero() {
    assertThat(Counts.of(null, null).complete()).isFalse();
    assertThat(Counts.of("append", Map.of()).files()).isEqualTo(Counts.UNKNOWN);
    assertThat(Counts.of("append", Map.of("total-data-files", "7")).complete()).isFalse();
    assertThat(Counts.of("append", Map.of("added-data-files", "many")).complete())
        .isFalse();
    assertThat(Counts.of("append", Map.of("added-data-files", "-3")).complete()).isFalse();
    assertThat(Counts.of("append", Map.of("added-data-files", "3")).complete()).isFalse();
    assertThat(Counts.of("append", Map.of("added-records", "3", "deleted-data-files", "1"))
            .complete())
        .isFalse();
  }

  @Test
  void aTotalThatIsNoNumberIsUnknown() {
    assertThat(Counts.of("append", Map.of("total-data-files", "x")).liveFiles())
        .isEqualTo(Counts.UNKNOWN);
  }
}
