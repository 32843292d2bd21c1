package io.framecount.loader.schema.guess;

import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Distinguishes times from other numbers and texts. */
final class TimeGuess {
  /**
   * Share of values that must be times: a few may be flipped bits, which the loader can still read.
   */
  private static final double MOST = 0.99;

  static final String NO_TIMES =
      "the name is that of a time, but the texts are not times; kept as text";

  private static final long ENOUGH = 10;

  private final String path;
  private final String key;
  private final Doubts doubts;

  /**
   * @param key the field's name in JSON
   * @param doubts takes the doubts
   */
  TimeGuess(String path, String key, Doubts doubts) {
    this.path = path;
    this.key = key;
    this.doubts = doubts;
  }

  /** The type of times or dates, if all numbers and texts there are such. */
  Optional<Schema> of(ValueShape shape) {
    boolean numbers = !shape.hasNumbers() || areTimes(shape.numbers());
    if (!numbers || !(shape.hasTexts() || shape.hasNumbers())) {
      return Optional.empty();
    }
    if (!shape.hasTexts()) {
      return Optional.of(timestamp(shape.numbers().epochs().finestPower()));
    }
    TextShape texts = shape.texts();
    if (texts.dates() == texts.count() && !shape.hasNumbers()) {
      return Optional.of(LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT)));
    }
    return areTimes(texts) ? Optional.of(ofTexts(shape)) : Optional.empty();
  }

  private Schema ofTexts(ValueShape shape) {
    TextShape texts = shape.texts();
    if (texts.withoutOffset() > 0) {
      doubt(
          "%,d of %,d times have no offset from UTC; they are taken as UTC"
              .formatted(texts.withoutOffset(), texts.count()));
    }
    int power = Math.max(texts.fractionDigits(), texts.epochs().finestPower());
    int ofNumbers = shape.hasNumbers() ? shape.numbers().epochs().finestPower() : 0;
    return timestamp(Math.max(power, ofNumbers));
  }

  private boolean areTimes(NumberShape numbers) {
    Epochs epochs = numbers.epochs();
    boolean named = FieldNames.isOfTime(key);
    if (named && epochs.likely() > 0 && epochs.likely() >= epochs.count() * MOST) {
      if (epochs.likely() < epochs.count()) {
        doubt(
            "%,d of %,d times are not between 1990 and 2100"
                .formatted(epochs.count() - epochs.likely(), epochs.count()));
      }
      return true;
    }
    if (epochs.likely() == epochs.count() && epochs.count() >= ENOUGH) {
      doubt("the numbers could be times since 1970, but the name does not say so; kept as numbers");
    } else if (named) {
      doubt("the name is that of a time, but the numbers are not times since 1970");
    }
    return false;
  }

  private boolean areTimes(TextShape texts) {
    boolean named = FieldNames.isOfTime(key);
    long epochs = named ? texts.epochs().likely() : 0;
    long read = texts.times() + texts.dates() + epochs;
    if (read == 0 && named) {
      doubt(NO_TIMES);
    } else if (read < texts.count() && (named || (read >= texts.count() / 2 && read > 1))) {
      doubt(
          "%,d of %,d texts are times, the others are not; kept as text"
              .formatted(read, texts.count()));
    }
    return read == texts.count() && texts.times() + epochs > 0;
  }

  private static Schema timestamp(int power) {
    Schema type = Schema.create(Schema.Type.LONG);
    if (power <= 3) {
      return LogicalTypes.timestampMillis().addToSchema(type);
    }
    return power <= 6
        ? LogicalTypes.timestampMicros().addToSchema(type)
        : LogicalTypes.timestampNanos().addToSchema(type);
  }

  private void doubt(String reason) {
    doubts.add(path, reason);
  }
}
