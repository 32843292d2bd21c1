package io.framecount.loader.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--count=-1",
        "--count=many",
        "--rate=0",
        "--rate=NaN",
        "--users=0",
        "--late=1.5",
        "--late=NaN",
        "--late-by=0s",
        "--late-by=soon",
        "--bad=-0.1",
        "--start=yesterday",
        "--start=1970-01-01T00:00:00Z",
        "--rate=0.000001",
        "--line-ends=cr",
        "--seed=x",
        "--expected=-"
      })
  void aWrongOptionIsAUsageErrorThatNamesIt(String option) {
    CliRun run = run(option);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.value());
    assertThat(run.stderr())
        .contains(option.substring(0, option.indexOf('=')))
        .contains("generate --help");
  }

  @Test
  void streamAndAnswerCannotShareAFile() {
    String path = folder.resolve("both").toString();
    assertThat(run("--output", path, "--expected", path).code()).isEqualTo(ExitCode.USAGE.value());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatExistsIsKeptUnlessForced() throws IOException {
    Path file = Files.writeString(folder.resolve("dear.jsonl"), "dear");
    CliRun refused = run("--count=1", "-o", file.toString());
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED.value());
    assertThat(refused.stderr()).contains(file + " exists").contains("--force");
    assertThat(file).hasContent("dear");

    assertThat(run("--count=1", "--force", "-o", file.toString()).code()).isZero();
    assertThat(Files.size(file)).isGreaterThan(1_000);
  }

  @Test
  void anAnswerThatExistsIsKeptTooAndNothingElseIsWritten() throws IOException {
    Path answer = Files.writeString(folder.resolve("answer.tsv"), "dear");
    Path frames = folder.resolve("frames.jsonl");
    CliRun run = run("--count=1", "-o" + frames, "--expected=" + answer);
    assertThat(run.code()).isEqualTo(ExitCode.FAILED.value());
    assertThat(answer).hasContent("dear");
    assertThat(frames).doesNotExist();
  }

  @Test
  void aFolderThatIsMissingOrInTheWayIsNamed() {
    Path missing = folder.resolve("no/frames.jsonl");
    CliRun run = run("--count=1", "-o", missing.toString());
    assertThat(run.code()).isEqualTo(ExitCode.FAILED.value());
    assertThat(run.stderr()).contains("there is no folder " + missing.getParent()).hasLineCount(1);

    assertThat(run("--count=1", "-o", folder.toString()).stderr()).contains("is a folder");
  }

  @Test
  void aReaderThatLeftEndsTheWorkQuietlyAndLeavesNoAnswer() {
    Path answer = folder.resolve("answer.tsv");
    CliRun run = run(failing("Broken pipe"), "--count=2000", "--expected=" + answer);
    assertThat(run).isEqualTo(new CliRun(ExitCode.OK.value(), "", ""));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsAFailure() {
    CliRun run = run(failing("No space left on device"), "--count=2000");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED.value());
    assertThat(run.stderr()).contains("stdout: No space left on device").hasLineCount(1);
  }

  private static CliRun run(String... args) {
    return run(new ByteArrayOutputStream(), args);
  }

  private static CliRun run(OutputStream stdout, String... args) {
    return CliRun.of(new GenerateCommand(stdout), args);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
