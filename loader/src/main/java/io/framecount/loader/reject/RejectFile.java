package io.framecount.loader.reject;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Input;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.RejectSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/**
 * A file of rejected lines, each as one line of JSON, that only grows. Lines are safe on the disk
 * after {@link #secure}. A load that is killed before its next commit rejects the lines since the
 * last one again, so the file may have them twice. A replay recognises them by their place in the
 * input. Lines of an input that can be read only once also bear the name of the run, since the next
 * run has other lines in the same places. Used by one thread.
 */
public final class RejectFile implements RejectSink, AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  /** Beginning of each line of a reject file. */
  private static final byte[] OURS = "{\"reason\":".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private final String run = UUID.randomUUID().toString();
  private String input;
  private boolean readOnce;
  private boolean unsecured;

  private RejectFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
  }

  /**
   * Opens or creates the file, and cuts off half a line that a killed load left at its end.
   *
   * @throws CommandFailure if it can't be written, or holds something else
   */
  public static RejectFile open(Path file) {
    try {
      if (Files.exists(file) && Files.size(file) > 0) {
        cutTornLine(file);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new RejectFile(file, channel);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /**
   * Returns whether it may be a file of rejected lines.
   *
   * @param head how it begins
   */
  public static boolean beginsLikeOne(byte[] head) {
    int length = Math.min(head.length, OURS.length);
    return Arrays.equals(head, 0, length, OURS, 0, length);
  }

  @Override
  public void send(DeadLetter letter, byte[] bytes, int from, int to) {
    try {
      out.write(RejectLine.of(letter, bytes, from, to, runOf(letter)).toJson());
      out.write('\n');
      unsecured = true;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  @Override
  public void secure() {
    if (!unsecured) {
      return;
    }
    try {
      out.flush();
      channel.force(false);
      unsecured = false;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Closes the file; what was not secured may be lost. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private String runOf(DeadLetter letter) {
    if (!letter.file().equals(input)) {
      input = letter.file();
      readOnce = input.equals(new Input.Stdin().name()) || isPipe(Path.of(input));
    }
    return readOnce ? run : null;
  }

  private static boolean isPipe(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  private static void cutTornLine(Path file) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      requireOurs(file, content);
      long end = content.length();
      while (end > 0 && !endsLine(content, end)) {
        end--;
      }
      content.setLength(end);
    }
  }

  private static void requireOurs(Path file, RandomAccessFile content) throws IOException {
    byte[] head = new byte[(int) Math.min(content.length(), OURS.length)];
    content.readFully(head);
    if (!beginsLikeOne(head)) {
      throw new CommandFailure(
          "%s exists and does not hold rejected lines; name another --reject-file".formatted(file));
    }
  }

  private static boolean endsLine(RandomAccessFile content, long end) throws IOException {
    content.seek(end - 1);
    return content.read() == '\n';
  }

  private static CommandFailure failure(Path file, IOException e) {
    return new CommandFailure("cannot write --reject-file %s: %s".formatted(file, reason(e)), e);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such directory";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    return e instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(e.getMessage());
  }
}
