package io.framecount.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PageTest {
  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Page.write(directory, ResultFiles.read(Path.of("src/test/resources/report")));
  }

  @Test
  void sectionsComeInTheirOrder() throws IOException {
    assertThat(page().lines().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## Aims", "## Loading", "## What grows with what", "## Accuracy", "## Inside");
  }

  @Test
  void aContestHasItsTableWithRatiosOfRoundsSideBySide() throws IOException {
    // 10 by 4, 12 by 4 and 11 by 5; the medians alone, 11 by 4, would say something else.
    assertThat(page())
        .contains(
            "| **loader, exactly once** | 4.00, **4.00**, 5.00 | 9.1 | 230 | 250,000 | 2.20,"
                + " **2.50**, 3.00 | 1,000,000 records |");
  }

  @Test
  void whatIsWrongOrMissingIsSaid() throws IOException {
    assertThat(page())
        .contains("**wrong**: 999,999 records")
        .contains("- json2avro: not run, because it ended with exit code 1: no jar");
  }

  @Test
  void allRunsAndCommandsAreThere() throws IOException {
    assertThat(page())
        .contains("| kcat | 2 | 12.00 | 11.50 | 32 |")
        .contains("- kcat: `zcat F | kcat -P`");
  }

  @Test
  void aimsAreJudgedWhetherTheyHoldOrNot() throws IOException {
    assertThat(page())
        .contains("| Loads 1 million frames at 2.5 times the speed of kcat | 2.50 × kcat | holds |")
        .contains(
            "| Loads 1 million frames at 5 times the speed of a plain Java loader | 4.00 × a plain"
                + " Java loader | **does not hold** |")
        .contains("| Counts 10 million (hll) at 0.6 of it | not measured | |")
        .contains(
            "| A counted frame costs the same in a long stream | × 1.25 from 1M to 10M | **does not"
                + " hold** |")
        .contains("| The loader takes less than 400 MB | 230 MB | holds |");
  }

  @Test
  void growthIsPutInWords() throws IOException {
    assertThat(page()).contains("- loader: from 1M to 10M (× 10)").contains("a factor of 0.72");
  }

  @Test
  void cellsDoNotBreakTheirTable() throws IOException {
    assertThat(page()).contains("| a \\| b | 12 |");
  }

  @Test
  void chartsAreWellFormedAndForBothThemes() throws Exception {
    List<Path> charts = charts();
    assertThat(charts).hasSize(3);
    for (Path chart : charts) {
      Document drawing =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(chart.toFile());
      assertThat(drawing.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(drawing.getElementsByTagName("title").getLength()).isOne();
      assertThat(drawing.getElementsByTagName("script").getLength()).isZero();
      assertThat(Files.readString(chart)).contains("prefers-color-scheme: dark");
      assertThat(page()).containsPattern("!\\[[^\\]]+\\]\\(" + chart.getFileName());
    }
  }

  @Test
  void chartsHoldNoNumberThatIsNone() throws IOException {
    for (Path chart : charts()) {
      assertThat(Files.readString(chart)).doesNotContain("NaN").doesNotContain("Infinity");
    }
  }

  private String page() throws IOException {
    return Files.readString(directory.resolve("README.md"));
  }

  private List<Path> charts() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".svg")).toList();
    }
  }
}
