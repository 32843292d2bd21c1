package io.framecount.loader.schema.guess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The values at one place in all lines of the sample. Not thread-safe. */
final class ValueShape {
  private long values;
  private long nulls;
  private long booleans;
  private long empties;
  private long nans;
  private long infinities;
  private long doubles;
  private long binaries;
  private long wrapped;
  private NumberShape numbers;
  private TextShape texts;
  private ObjectShape objects;
  private ArrayShape arrays;

  void add(JsonNode value) {
    values++;
    switch (value.getNodeType()) {
      case NULL -> nulls++;
      case BOOLEAN -> booleans++;
      case NUMBER -> addNumber(value);
      case OBJECT ->
          Unwrapped.of(value).ifPresentOrElse(this::addUnwrapped, () -> objects().add(value));
      case ARRAY -> arrays().add(value);
      default -> addText(value.textValue());
    }
  }

  private void addNumber(JsonNode value) {
    double nearest = value.doubleValue();
    if (Double.isNaN(nearest)) {
      nans++;
    } else if (Double.isInfinite(nearest) && !value.isBigDecimal() && !value.isBigInteger()) {
      infinities++;
    } else {
      numbers().add(value.decimalValue());
    }
  }

  private void addText(String text) {
    if (text.isEmpty()) {
      empties++;
    } else {
      texts().add(text);
    }
  }

  private void addUnwrapped(Unwrapped value) {
    wrapped++;
    if (value instanceof Unwrapped.Text text) {
      addText(text.text());
    } else if (value instanceof Unwrapped.Numeral number) {
      numbers().add(number.value());
      doubles += number.isDouble() ? 1 : 0;
    } else if (value instanceof Unwrapped.Binary) {
      binaries++;
    } else if (value instanceof Unwrapped.NotFinite) {
      doubles++;
    } else {
      nulls++;
    }
  }

  /** Adds what another place has seen, as if it were this one. */
  void add(ValueShape other) {
    values += other.values;
    nulls += other.nulls;
    booleans += other.booleans;
    empties += other.empties;
    nans += other.nans;
    infinities += other.infinities;
    doubles += other.doubles;
    binaries += other.binaries;
    wrapped += other.wrapped;
    if (other.numbers != null) {
      numbers().add(other.numbers);
    }
    if (other.texts != null) {
      texts().add(other.texts);
    }
    if (other.objects != null) {
      other.objects.members().entrySet().forEach(this::addMember);
      objects().addCounts(other.objects);
    }
    if (other.arrays != null) {
      arrays().items().add(other.arrays.items());
    }
  }

  private void addMember(Map.Entry<String, ValueShape> member) {
    objects().member(member.getKey()).add(member.getValue());
  }

  long values() {
    return values;
  }

  long nulls() {
    return nulls;
  }

  /** Texts without a character; they are not in {@link #texts}. */
  long empties() {
    return empties;
  }

  /** Numbers that are none, in bare words. */
  long nans() {
    return nans;
  }

  /** Returns whether some are in bare words, NaN or infinite. */
  boolean hasBareWords() {
    return nans + infinities > 0;
  }

  /** Returns whether some are wrapped in MongoDB's way. */
  boolean isWrapped() {
    return wrapped > 0;
  }

  boolean hasBinaries() {
    return binaries > 0;
  }

  /** Returns whether nothing was seen but nulls, empty texts and NaN. */
  private boolean isBlank() {
    return !hasBooleans()
        && !hasNumbers()
        && !hasTexts()
        && !hasObjects()
        && !hasArrays()
        && !hasBinaries();
  }

  /** Returns whether the empty texts are texts, as others there are, or nothing else is there. */
  boolean isTextual() {
    return hasTexts() || (isBlank() && empties > 0);
  }

  /**
   * Returns whether the numbers are of floating point, if they are no times. NaN is a number where
   * others are, and where nothing else is.
   */
  boolean isFloating() {
    boolean nanIsNumber = hasNumbers() ? numbers.inDouble() : isBlank() && empties == 0;
    return infinities + doubles > 0 || (nans > 0 && nanIsNumber);
  }

  boolean hasBooleans() {
    return booleans > 0;
  }

  boolean hasNumbers() {
    return numbers != null;
  }

  boolean hasTexts() {
    return texts != null;
  }

  boolean hasObjects() {
    return objects != null;
  }

  boolean hasArrays() {
    return arrays != null;
  }

  NumberShape numbers() {
    numbers = numbers == null ? new NumberShape() : numbers;
    return numbers;
  }

  TextShape texts() {
    texts = texts == null ? new TextShape() : texts;
    return texts;
  }

  ObjectShape objects() {
    objects = objects == null ? new ObjectShape() : objects;
    return objects;
  }

  ArrayShape arrays() {
    arrays = arrays == null ? new ArrayShape() : arrays;
    return arrays;
  }

  /** Arrays that were seen at one place. */
  static final class ArrayShape {
    private final ValueShape items = new ValueShape();

    void add(JsonNode array) {
      array.forEach(items::add);
    }

    ValueShape items() {
      return items;
    }
  }
}
