package io.framecount.loader.schema.guess;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What MongoDB's Extended JSON has an object around. */
sealed interface Unwrapped {
  /** Text, or a time as ISO 8601 has it. */
  record Text(String text) implements Unwrapped {}

  /**
   * A number.
   *
   * @param isDouble whether it is one of floating point
   */
  record Numeral(BigDecimal value, boolean isDouble) implements Unwrapped {}

  /** NaN or an infinite number. */
  record NotFinite() implements Unwrapped {}

  /** Bytes. */
  record Binary() implements Unwrapped {}

  /** No value. */
  record Nothing() implements Unwrapped {}

  /** Returns the value in an object; empty if it is an object like any other. */
  static Optional<Unwrapped> of(JsonNode object) {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, JsonNode> member = object.properties().iterator().next();
    JsonNode value = member.getValue();
    if (object.size() > 1) {
      boolean older =
          member.getKey().equals("$binary") && object.size() == 2 && object.has("$type");
      return older && value.isTextual() ? Optional.of(new Binary()) : Optional.empty();
    }
    return switch (member.getKey()) {
      case "$date" -> date(value);
      case "$timestamp" -> millis(value.path("t"), 1_000);
      case "$numberInt", "$numberLong", "$numberDecimal" -> number(value, false);
      case "$numberDouble" -> number(value, true);
      case "$oid", "$uuid", "$symbol" ->
          value.isTextual() ? Optional.of(new Text(value.textValue())) : Optional.empty();
      case "$binary" ->
          value.path("base64").isTextual() ? Optional.of(new Binary()) : Optional.empty();
      case "$undefined" -> Optional.of(new Nothing());
      default -> Optional.empty();
    };
  }

  private static Optional<Unwrapped> date(JsonNode value) {
    if (value.isTextual()) {
      return Optional.of(new Text(value.textValue()));
    }
    return millis(value.isObject() ? value.path("$numberLong") : value, 1);
  }

  private static Optional<Unwrapped> millis(JsonNode number, long each) {
    try {
      long millis = Math.multiplyExact(new BigDecimal(number.asText()).longValueExact(), each);
      return Optional.of(new Text(Instant.ofEpochMilli(millis).toString()));
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Unwrapped> number(JsonNode value, boolean isDouble) {
    return switch (value.asText()) {
      case "NaN", "Infinity", "-Infinity" -> Optional.of(new NotFinite());
      default -> {
        try {
          yield Optional.of(new Numeral(new BigDecimal(value.asText()), isDouble));
        } catch (NumberFormatException e) {
          yield Optional.empty();
        }
      }
    };
  }
}
