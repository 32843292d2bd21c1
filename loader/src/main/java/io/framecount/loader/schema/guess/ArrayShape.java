package io.framecount.loader.schema.guess;

import com.fasterxml.jackson.databind.JsonNode;

/** Arrays that were seen at one place. */
final class ArrayShape {
  private final Shape items = new Shape();

  void add(JsonNode array) {
    array.forEach(items::add);
  }

  Shape items() {
    return items;
  }
}
