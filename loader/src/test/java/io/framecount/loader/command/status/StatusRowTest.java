package io.framecount.loader.command.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.Checkpoint;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.LoadProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatusRowTest {
  private static final List<StatusRow> ROWS =
      List.of(
          row(new LoadProgress("a.gz", new Checkpoint(2_000_000, 1_000, 1), 990, 10, true, null)),
          row(
              new LoadProgress(
                  "b", new Checkpoint(5, 1, 1), 1, 0, false, Instant.ofEpochMilli(1_500))),
          row(new LoadProgress("c", new Checkpoint(9, 2, 1), 2, 0, false, null, 17, -1)));

  @BeforeAll
  static void asTheCommandDoes() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  @Test
  void alignsItsColumns() {
    assertThat(StatusRow.toText(ROWS))
        .isEqualTo(
            """
            topic   file  lines      bytes  frames  rejected  state                  as of
            frames  a.gz  1,000  2,000,000     990        10  complete               unknown
            frames  b         1          5       1         0  stopped at line 1      1970-01-01T00:00:01.500Z
            frames  c         2          9       2         0  line 3 has no end yet  unknown\
            """);
  }

  @Test
  void tellsProgramsTheSame() {
    assertThat(StatusRow.toJson(ROWS.subList(1, 2)))
        .isEqualTo(
            "[{\"topic\":\"frames\",\"file\":\"b\",\"lines\":1,\"bytes\":5,\"frames\":1,\"rejected\":0,"
                + "\"complete\":false,\"saved\":\"1970-01-01T00:00:01.500Z\",\"group\":\"g\"}]");
  }

  private static StatusRow row(LoadProgress progress) {
    return StatusRow.of(new KnownLoad("frames", "g", progress, false), null, null);
  }
}
