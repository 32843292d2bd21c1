package io.framecount.loader.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The words that frames are made of, one JSON string a line in the resources beside this class,
 * kept as the bytes that go into a frame. Thread-safe: nothing changes after loading.
 */
final class Vocabulary {
  private static final int FOREIGN_PERCENT = 8;

  private final List<byte[]> keys = load("keys.txt");
  private final List<byte[]> texts = load("texts.txt");
  private final List<byte[]> foreign = load("foreign.txt");

  byte[] key(SplitMix random) {
    return keys.get(random.below(keys.size()));
  }

  /** Mostly a line of a few, with escapes; now and then a line in another script. */
  byte[] text(SplitMix random) {
    List<byte[]> from = random.below(100) < FOREIGN_PERCENT ? foreign : texts;
    return from.get(random.below(from.size()));
  }

  private static List<byte[]> load(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
