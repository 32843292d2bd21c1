package io.framecount.loader.schema.guess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.StartPoint;
import io.framecount.loader.schema.guess.Guess.GuessRules;
import java.io.IOException;
import java.util.List;

/** The first lines of some inputs, as what they have in common. */
public final class Sample {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build()
          .reader();

  private final ObjectShape frames = new ObjectShape();
  private final long most;
  private long lines;
  private long unread;
  private boolean complete = true;

  private Sample(long most) {
    this.most = most;
  }

  /**
   * Reads it.
   *
   * @param most number of lines to read; 0 for all
   * @throws DamagedInputException if an input is damaged before so many lines
   */
  public static Sample of(List<Input> inputs, int maxLineBytes, long most)
      throws DamagedInputException, InterruptedException {
    Sample sample = new Sample(most == 0 ? Long.MAX_VALUE : most);
    try (BatchReader reader = new BatchReader(inputs, input -> StartPoint.START, maxLineBytes)) {
      LineBatch batch = reader.next();
      while (batch != null && sample.take(batch)) {
        reader.giveBack(batch);
        batch = reader.next();
      }
    }
    return sample;
  }

  /** Returns whether there is room for more. */
  private boolean take(LineBatch batch) {
    for (int i = 0; i < batch.count(); i++) {
      if (batch.oversize(i) == 0 && batch.isBlank(i)) {
        continue;
      }
      if (lines == most) {
        complete = false;
        return false;
      }
      lines++;
      JsonNode frame = batch.oversize(i) > 0 ? null : parsed(batch, i);
      if (frame == null || !frame.isObject()) {
        unread++;
      } else {
        frames.add(frame);
      }
    }
    if (batch.openBytes() > 0 && lines < most) {
      lines++;
      unread++;
    }
    return true;
  }

  private static JsonNode parsed(LineBatch batch, int i) {
    try {
      int length = batch.end(i) - batch.start(i);
      return JSON.readTree(batch.bytes(), batch.start(i), length);
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can't fail to be read", e);
    }
  }

  /** Returns how many lines were read, blank ones left out. */
  public long lines() {
    return lines;
  }

  /** Returns how many of them are no JSON objects. */
  public long unread() {
    return unread;
  }

  /** Returns how many of them are. */
  public long frames() {
    return frames.count();
  }

  /** Returns whether the inputs have no more lines than these. */
  public boolean complete() {
    return complete;
  }

  /** Guesses the schema; there must be a frame. */
  public Guess guess(GuessRules rules) {
    return SchemaGuess.of(frames, rules);
  }
}
