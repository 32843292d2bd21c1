package io.framecount.loader.schema.guess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The values at one place in all lines of the sample. Not thread-safe. */
final class ValueShape {
  private long values;
  private long nulls;
  private long booleans;
  private NumberShape numbers;
  private TextShape texts;
  private ObjectShape objects;
  private ArrayShape arrays;

  void add(JsonNode value) {
    values++;
    switch (value.getNodeType()) {
      case NULL -> nulls++;
      case BOOLEAN -> booleans++;
      case NUMBER -> numbers().add(value.decimalValue());
      case OBJECT -> objects().add(value);
      case ARRAY -> arrays().add(value);
      default -> texts().add(value.textValue());
    }
  }

  /** Adds what another place has seen, as if it were this one. */
  void add(ValueShape other) {
    values += other.values;
    nulls += other.nulls;
    booleans += other.booleans;
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
