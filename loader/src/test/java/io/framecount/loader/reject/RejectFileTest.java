package io.framecount.loader.reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CommandFailure;
import io.framecount.loader.produce.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectFileTest {
  private static final DeadLetter LETTER =
      new DeadLetter("bad-time", "no \"date\"", "$.ts", "ä.gz", 2, 14, 3);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("rejects.jsonl");
  }

  @Test
  void holdsTheLineAndAllThatIsKnownOfIt() throws IOException {
    write("x{\"é\":\"\\n\u2028\"}y".getBytes(UTF_8));

    JsonNode json = new ObjectMapper().readTree(lines().get(0));
    assertThat(json.get("reason").asText()).isEqualTo("bad-time");
    assertThat(json.get("message").asText()).isEqualTo("no \"date\"");
    assertThat(json.get("path").asText()).isEqualTo("$.ts");
    assertThat(json.get("file").asText()).isEqualTo("ä.gz");
    assertThat(json.get("line").asLong()).isEqualTo(2);
    assertThat(json.get("position").asLong()).isEqualTo(14);
    assertThat(json.get("attempts").asLong()).isEqualTo(3);
    assertThat(json.get("raw").asText()).isEqualTo("{\"é\":\"\\n\u2028\"}");
  }

  @Test
  void givesEveryLineBackByteForByte() throws IOException {
    byte[][] contents = {
      "x{}y".getBytes(UTF_8),
      {'x', (byte) 0xff, 0, '\r', 'y'},
      "x\u0000😀y".getBytes(UTF_8),
      {'x', 'y'}
    };
    write(contents);
    for (int i = 0; i < contents.length; i++) {
      byte[] json = lines().get(i).getBytes(UTF_8);
      RejectLine line = RejectLine.parse(json, 0, json.length).orElseThrow();
      assertThat(line.letter()).isEqualTo(LETTER);
      assertThat("x" + new String(line.content(), UTF_8) + "y")
          .isEqualTo(new String(contents[i], UTF_8));
    }
  }

  @Test
  void namesTheRunForInputsThatCanBeReadOnlyOnce() throws IOException {
    Path repeatable = Files.writeString(directory.resolve("a.jsonl"), "{}");
    for (int i = 0; i < 2; i++) {
      try (RejectFile rejects = RejectFile.open(file)) {
        for (String input :
            List.of("stdin", "stdin", "/dev/null", repeatable.toString(), "moved.gz")) {
          rejects.send(new DeadLetter("x", "", null, input, 1, 0), "{}".getBytes(UTF_8), 0, 2);
        }
        rejects.secure();
      }
    }
    List<String> runs = new ArrayList<>();
    for (String line : lines()) {
      runs.add(new ObjectMapper().readTree(line).path("run").asText(null));
    }
    String first = runs.get(0);
    String second = runs.get(5);
    assertThat(first).isNotNull().isNotEqualTo(second);
    assertThat(runs)
        .containsExactly(first, first, first, null, null, second, second, second, null, null);
  }

  @Test
  void isThereOnceSecured() throws IOException {
    try (RejectFile rejects = RejectFile.open(file)) {
      rejects.send(LETTER, "{}".getBytes(UTF_8), 0, 2);
      assertThat(Files.size(file)).isZero();
      rejects.secure();
      assertThat(lines()).hasSize(1);
    }
  }

  @Test
  void isAddedToAndLosesOnlyATornLine() throws IOException {
    write("xay".getBytes(UTF_8));
    String whole = Files.readString(file);
    Files.writeString(file, whole + whole.substring(0, 20));
    write("xby".getBytes(UTF_8));
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1)).contains("\"raw\":\"b\"");

    Files.writeString(file, "{\"reas");
    write("xcy".getBytes(UTF_8));
    assertThat(lines()).hasSize(1);
  }

  @Test
  void leavesForeignFilesAlone() throws IOException {
    Files.writeString(file, "{\"uid\":\"a\"}\n{\"half");
    assertThatThrownBy(() -> RejectFile.open(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(file + " exists and does not hold rejected lines; name another --reject-file");
    assertThat(file).hasContent("{\"uid\":\"a\"}\n{\"half");
  }

  @Test
  void saysWhyItCannotBeWritten() {
    Path nowhere = directory.resolve("a").resolve("b");
    assertThatThrownBy(() -> RejectFile.open(nowhere))
        .hasMessage("cannot write --reject-file %s: there is no such directory".formatted(nowhere));
    assertThatThrownBy(() -> RejectFile.open(directory)).hasMessageContaining("cannot write");
  }

  @Test
  void takesNothingElseForARejectedLine() {
    for (String text :
        List.of(
            "",
            "{}",
            "null",
            "[]",
            "{\"reason\":\"x\"}",
            "{\"raw\":\"x\"}",
            "{\"reason\":\"x\",\"raw_base64\":\"?\"}",
            "{\"reason\":\"x\",\"raw\":\"y\"")) {
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(RejectLine.parse(bytes, 0, bytes.length)).as(text).isEmpty();
    }
  }

  private void write(byte[]... contents) {
    try (RejectFile rejects = RejectFile.open(file)) {
      for (byte[] content : contents) {
        rejects.send(LETTER, content, 1, content.length - 1);
      }
      rejects.secure();
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }
}
