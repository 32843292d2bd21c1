package io.framecount.loader.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals that need no Kafka. */
@Timeout(30)
class LoaderCommandTest {
  @TempDir Path directory;
  private String file;

  @BeforeEach
  void writeFile() throws IOException {
    file = directory.resolve("a.jsonl").toString();
    Files.writeString(Path.of(file), "{\"uid\":\"a\",\"ts\":1}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                      | missing required option: --file (or --from-topic) and --topic",
        "--topic t               | missing required option: --file",
        "--file a                | missing required option: --topic",
        "--fiel a                | Unknown option",
        "-f a -t t --delivery no | Invalid value for option '--delivery': 'no' is none of exactly-once, at-least-once, fire-and-forget",
        "-f a -t t --output xml  | Invalid value for option '--output'",
        "-f a -t t --acks 1      | --delivery exactly-once needs --acks all; use --delivery fire-and-forget for --acks 1",
        "-f a -t t --acks two    | --acks must be all, 1 or 0, not 'two'",
        "-f a -t t --partitions 0 | --partitions must be 1 or more, not 0",
        "-f a -t t --max-line-bytes 0 | --max-line-bytes must be 1 to 33,554,432, not 0",
        "-f a -t t --on-outage no | Invalid value for option '--on-outage'",
        "-f a -t t --on-outage drop | --on-outage drop breaks the promise of --delivery exactly-once; choose",
        "-f a -t t --on-outage spool | --on-outage spool needs --spool-dir",
        "-f a -t t --on-outage spool --spool-dir d | --on-outage spool is for stdin alone",
        "-f - -t t --on-outage spool --spool-dir d --from-start | --from-start is of no use with --on-outage spool",
        "-f - -t t --on-outage spool --spool-dir d --delivery fire-and-forget | --on-outage spool must know what arrived",
        "-f - -t t --on-outage spool --spool-dir d --spool-max-bytes 9 | --spool-max-bytes must be 1,048,576 or more",
        "-f a -t t --spool-dir d  | --spool-dir is of use only with --on-outage spool",
        "-f a -t t --outage-timeout 0 | --outage-timeout must be 1 to 86400 seconds, not 0",
        "-f - -t t --mirror-bootstrap-server h:1 | stdin can be read once only; with --mirror-bootstrap-server, use",
        "-f a -t t --mirror-command-config c | the options for a mirror need --mirror-bootstrap-server",
        "-f a -t t --no-dead-letter-topic | --no-dead-letter-topic needs --reject-file",
        "-f a -t t --max-errors 5x | Invalid value for option '--max-errors': '5x' is neither a number of lines, such as 100, nor a share, such as 5%",
        "-f a -t t --rate 0      | --rate must be more than 0 frames a second, not 0.0",
        "-f a -t t --speed 0x    | --speed must be more than 0, such as 60x, not 0.0",
        "-f a -t t --speed fast  | Invalid value for option '--speed': 'fast' is not a factor such as 60x",
        "-f a -t t --rate 5 --speed 6x | --rate and --speed can't both set the pace; leave one out",
        "-f a -t t --record-timestamp now | Invalid value for option '--record-timestamp'",
        "--dry-run               | missing required option: --file",
        "-f a -t t --linger-ms x | Invalid value for option '--linger-ms': 'x' is not an int"
      })
  void answersWrongUsageWithTwo(String args, String sentence) {
    CliRun run = run(args.isEmpty() ? List.of() : List.of(args.split(" ")));
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
    assertThat(run.stderr()).startsWith("loader: " + sentence).contains("Try 'loader --help'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "ä"})
  void refusesANameThatKafkaWouldNotTake(String topic) {
    CliRun run = run(List.of("-f", file, "-t", topic));
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stderr()).startsWith("loader: '%s' is not a valid topic name".formatted(topic));
  }

  @Test
  void refusesATopicWhoseDeadLettersWouldHaveTooLongAName() {
    String longest = "t".repeat(245);
    assertThat(run(List.of("-f", file + "x", "-t", longest)).stderr()).contains("no such file");
    CliRun run = run(List.of("-f", file + "x", "-t", longest + "t"));
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stderr())
        .contains(
            "t-dlq' has 250 characters, and Kafka takes 249 at most; rejected lines go there");
    CliRun without =
        run(
            List.of(
                "-f",
                file + "x",
                "-t",
                longest + "t",
                "--no-dead-letter-topic",
                "--reject-file",
                "r"));
    assertThat(without.stderr()).contains("no such file");
  }

  @Test
  void saysThatAFileIsMissing() {
    CliRun run = run(List.of("-f", file, "-f", file + "x", "-t", "t"));
    assertThat(run).isEqualTo(failure(1, "no such file: " + file + "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"recrod\"}  | is not an Avro schema: ",
        "no JSON                 | is not an Avro schema: ",
        "{\"type\":\"array\",\"items\":\"int\"} | is of type array, not a record; nothing was sent"
      })
  void saysThatASchemaIsUnusable(String text, String problem) throws IOException {
    Path schema = Files.writeString(directory.resolve("x.avsc"), text);
    CliRun run = run(List.of("-f", file, "-t", "t", "--schema", schema.toString()));
    assertThat(run.code()).as(run.stderr()).isEqualTo(4);
    assertThat(run.stderr())
        .startsWith("loader: schema %s %s".formatted(schema, problem))
        .endsWith("nothing was sent" + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void saysThatASchemaIsMissingOrNoText() throws IOException {
    Path schema = directory.resolve("x.avsc");
    List<String> args = List.of("-f", file, "-t", "t", "--schema", schema.toString());
    assertThat(run(args))
        .isEqualTo(failure(4, "schema " + schema + " does not exist; nothing was sent"));

    Files.write(schema, new byte[] {'"', (byte) 0xff});
    assertThat(run(args))
        .isEqualTo(failure(4, "schema " + schema + " is not text in UTF-8; nothing was sent"));
  }

  @Test
  void refusesAKeyThatTheSchemaLacks() {
    CliRun run = run(List.of("-f", file, "-t", "t", "--key", "user"));
    assertThat(run)
        .isEqualTo(
            failure(
                2,
                "schema io.framecount.Frame has no field user to take the key from; it has uid, ts"));
  }

  @Test
  void refusesToWriteRejectedLinesIntoAnInput() throws IOException {
    CliRun run = run(List.of("-f", directory.toString(), "-t", "t", "--reject-file", file));
    assertThat(run)
        .isEqualTo(
            failure(2, "--reject-file " + file + " is one of the files to load; name another"));
    assertThat(Path.of(file)).hasContent("{\"uid\":\"a\",\"ts\":1}");
  }

  @Test
  void asksForTheTimeWhereTheSchemaHasNone() throws IOException {
    Path schema =
        Files.writeString(
            directory.resolve("x.avsc"),
            "{\"type\":\"record\",\"name\":\"X\",\"fields\":[{\"name\":\"at\",\"type\":\"long\"}]}");
    CliRun run = run(List.of("-f", file, "-t", "t", "--schema", schema.toString(), "--speed", "2"));
    assertThat(run)
        .isEqualTo(
            failure(
                2,
                "schema X has no timestamp; name the field that is the frame's own time with --time"));
  }

  @Test
  void saysThatNoBrokerIsThere() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String address = "127.0.0.1:" + port;
    CliRun run = run(List.of("-f", file, "-t", "t", "--bootstrap-server", address));
    assertThat(run)
        .isEqualTo(
            failure(
                1,
                "no Kafka broker at %s (Connection refused); start one, or name yours with --bootstrap-server or KAFKA_BOOTSTRAP_SERVERS"
                    .formatted(address)));
  }

  private static CliRun failure(int code, String sentence) {
    return new CliRun(code, "", "loader: " + sentence + System.lineSeparator());
  }

  private static CliRun run(List<String> args) {
    return CliRun.of(new LoaderCommand(), args.toArray(String[]::new));
  }
}
