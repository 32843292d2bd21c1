package io.framecount.bench.run;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.framecount.bench.contest.Workbench;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Files of frames, made when they are first wanted and kept for the next run.
 *
 * @param directory where they are
 */
record Streams(Workbench bench, Path directory) {
  private static final int WORDS = 4096;

  /** Returns a gzip file of generated frames. */
  Path generated(long frames) throws IOException, InterruptedException {
    Path file = directory.resolve("stream-%d.jsonl.gz".formatted(frames));
    if (!Files.exists(file) || !Files.exists(counts(frames))) {
      System.err.printf("  generating %,d frames%n", frames);
      // Under other names until they are whole.
      Path part = directory.resolve("part-%d.jsonl.gz".formatted(frames));
      Path tsv = directory.resolve("part-%d.tsv".formatted(frames));
      bench.run(
          List.of(
              "bin/loader",
              "generate",
              "--force",
              "--count",
              Long.toString(frames),
              "--output",
              part.toString(),
              "--expected",
              tsv.toString()));
      Files.deleteIfExists(file);
      Files.move(tsv, counts(frames), REPLACE_EXISTING);
      Files.move(part, file);
    }
    // So that who comes first need not wait for the disk.
    Files.copy(file, OutputStream.nullOutputStream());
    return file;
  }

  /** Returns the exact counts of that file, tab-separated. */
  Path counts(long frames) {
    return directory.resolve("stream-%d.tsv".formatted(frames));
  }

  /** Returns a gzip file of frames of about this size, mostly one text. */
  Path ofSize(long frames, int bytes) throws IOException {
    Path file = directory.resolve("stream-%d-of-%d-bytes.jsonl.gz".formatted(frames, bytes));
    if (Files.exists(file)) {
      return file;
    }
    Path part = directory.resolve("part-of-%d-bytes.jsonl.gz".formatted(bytes));
    try (OutputStream out =
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(part), 65_536), 65_536)) {
      SplittableRandom random = new SplittableRandom(5);
      String words = words(random, bytes);
      for (long i = 0; i < frames; i++) {
        int from = random.nextInt(WORDS);
        String line =
            "{\"uid\":\"%016x\",\"ts\":%d,\"text\":\"%s\"}%n"
                .formatted(
                    random.nextLong(100_000),
                    1_468_244_340L + i / 1000,
                    words.substring(from, from + Math.max(1, bytes - 60)));
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return Files.move(part, file);
  }

  private static String words(SplittableRandom random, int bytes) {
    StringBuilder words = new StringBuilder();
    while (words.length() < WORDS + bytes) {
      words.append(Long.toString(random.nextLong(1L << 30), 36)).append(' ');
    }
    return words.toString();
  }
}
