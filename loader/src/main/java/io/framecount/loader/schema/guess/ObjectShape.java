package io.framecount.loader.schema.guess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects that were seen at one place. */
final class ObjectShape {
  /** Below this, few keys in each object are chance rather than a sign of a map. */
  private static final int SPARSE_FROM = 20;

  private static final int SPARSE_FACTOR = 3;

  private final Map<String, ValueShape> members = new LinkedHashMap<>();
  private long count;
  private long keysSeen;

  void add(JsonNode object) {
    count++;
    object.properties().forEach(member -> member(member.getKey()).add(member.getValue()));
    keysSeen += object.size();
  }

  void addCounts(ObjectShape other) {
    count += other.count;
    keysSeen += other.keysSeen;
  }

  ValueShape member(String key) {
    return members.computeIfAbsent(key, unused -> new ValueShape());
  }

  /** Returns how many objects there were. */
  long count() {
    return count;
  }

  /** The members by key, in the order in which they were first seen. */
  Map<String, ValueShape> members() {
    return members;
  }

  /**
   * Returns whether the keys are data rather than names of fields: too many, or of each object only
   * a few of many, or numbers.
   */
  boolean isMap(int mapKeys) {
    int keys = members.size();
    boolean sparse = keys > SPARSE_FROM && keysSeen * SPARSE_FACTOR < count * keys;
    return keys > mapKeys || sparse || areNumbers();
  }

  private boolean areNumbers() {
    return !members.isEmpty() && members.keySet().stream().allMatch(key -> key.matches("[0-9]+"));
  }

  /** Returns what all values are together. */
  ValueShape together() {
    ValueShape all = new ValueShape();
    members.values().forEach(all::add);
    return all;
  }
}
