package io.framecount.bench.micro;

import io.framecount.common.cli.Cli;
import io.framecount.loader.command.GenerateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lines of JSON in one array, as in the loader: those of {@code loader generate}, about 2 kB each,
 * or others.
 */
final class JsonLines {
  /** Number of generated lines. */
  static final int COUNT = 1_000;

  private final byte[] bytes;
  private final int[] ends;

  private JsonLines(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  static JsonLines generated() throws IOException {
    Path directory = Files.createTempDirectory("framecount-micro");
    Path file = directory.resolve("lines.jsonl");
    try {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      int code =
          Cli.run(
              new GenerateCommand(),
              nowhere,
              nowhere,
              "--count",
              Integer.toString(COUNT),
              "--output",
              file.toString());
      if (code != 0) {
        throw new IllegalStateException("the generator ended with code " + code);
      }
      return of(Files.readString(file));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  /** Returns the lines of a text, each of which ends in a line feed. */
  static JsonLines of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ends = new int[(int) text.chars().filter(c -> c == '\n').count()];
    int line = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        ends[line++] = at;
      }
    }
    return new JsonLines(bytes, ends);
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int line) {
    return line == 0 ? 0 : ends[line - 1] + 1;
  }

  int end(int line) {
    return ends[line];
  }

  int length(int line) {
    return end(line) - start(line);
  }

  /** Returns the mean length of a line in bytes, without its end. */
  double meanLength() {
    return (double) bytes.length / ends.length - 1;
  }
}
