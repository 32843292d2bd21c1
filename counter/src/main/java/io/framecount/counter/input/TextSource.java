package io.framecount.counter.input;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Shape;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Text to read, plain or gzip.
 *
 * @param name the file, or {@code -} for stdin
 */
public record TextSource(String name) {
  public static final TextSource STDIN = new TextSource("-");

  /** Does something with each line. */
  @FunctionalInterface
  public interface Visitor {
    /** Sees the line that the reader is at. */
    void line(LineReader reader);
  }

  /**
   * Reads line by line, up to the end or until it is to stop; then not the line that was cut off.
   *
   * @param longest the most bytes of a line that are kept
   * @param stopping whether to stop
   * @throws CommandFailure if the text can't be read, or not to its end
   */
  public void read(int longest, BooleanSupplier stopping, Visitor visitor) {
    read(longest, stopping, visitor, null);
  }

  /**
   * The same for JSON lines.
   *
   * @param reader the command that does this, to advise
   * @throws CommandFailure also if the text turns out to be something else, before the first line
   */
  public void readJson(int longest, BooleanSupplier stopping, Visitor visitor, String reader) {
    read(longest, stopping, visitor, reader);
  }

  private void read(int longest, BooleanSupplier stopping, Visitor visitor, String jsonReader) {
    long line = 0;
    try (InputStream raw = open();
        InputStream in = new PumpedInput(raw, stopping, jsonReader)) {
      LineReader reader = new LineReader(in, longest);
      while (!stopping.getAsBoolean() && reader.next()) {
        if (reader.isWhole() || !stopping.getAsBoolean()) {
          visitor.line(reader);
        }
        line = reader.number();
      }
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no file " + name, e);
    } catch (Shape.Foreign e) {
      throw new CommandFailure("%s %s".formatted(this, e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read %s beyond line %,d: %s".formatted(this, line, e.getMessage()), e);
    }
  }

  private InputStream open() throws IOException {
    if (equals(STDIN)) {
      return new Unclosed(System.in);
    }
    Path path = Path.of(name);
    // Of a pipe, the first kind of stream can't tell how much is available, and fails if asked.
    return Files.isRegularFile(path) || !Files.exists(path)
        ? Files.newInputStream(path)
        : new FileInputStream(path.toFile());
  }

  @Override
  public String toString() {
    return equals(STDIN) ? "stdin" : name;
  }

  /** Stdin is not ours to close, and closing it would wait for a read that waits for input. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
