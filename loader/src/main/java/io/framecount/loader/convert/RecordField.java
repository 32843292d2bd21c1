package io.framecount.loader.convert;

import io.framecount.common.json.IntStack;
import io.framecount.loader.convert.SimpleNodes.RawJsonNode;

/** A field of a record in a plan. */
final class RecordField {
  private final String name;
  private final Node node;
  private final int[] slots;
  private final byte[] fallback;
  private final ChangeLog.Site defaulted;
  private final ChangeLog.Site replaced;
  private final Collector collector;

  private RecordField(
      String name,
      Node node,
      int[] slots,
      byte[] fallback,
      ChangeLog.Site defaulted,
      ChangeLog.Site replaced,
      Collector collector) {
    this.name = name;
    this.node = node;
    this.slots = slots;
    this.fallback = fallback;
    this.defaulted = defaulted;
    this.replaced = replaced;
    this.collector = collector;
  }

  /**
   * A field that takes the value of a member.
   *
   * @param slots where the scanner leaves the value's place: by name, then by each alias
   * @param fallback the bytes of a value that is missing; null if it must not be
   * @param defaulted counts how often it is
   * @param replaced counts values that were there and not taken; null if there must be none
   */
  static RecordField taking(
      String name,
      Node node,
      int[] slots,
      byte[] fallback,
      ChangeLog.Site defaulted,
      ChangeLog.Site replaced) {
    return new RecordField(name, node, slots, fallback, defaulted, replaced, null);
  }

  /** A field that keeps the members that no other takes. */
  static RecordField collecting(String name, Collector collector) {
    return new RecordField(name, new RawJsonNode(), new int[0], null, null, null, collector);
  }

  String name() {
    return name;
  }

  Node node() {
    return node;
  }

  byte[] fallback() {
    return fallback;
  }

  ChangeLog.Site defaulted() {
    return defaulted;
  }

  Collector collector() {
    return collector;
  }

  ChangeLog.Site replaced() {
    return replaced;
  }

  /** Returns where the scanner leaves its values: by name, then by each alias. */
  int[] slots() {
    return slots;
  }

  /** Under how many of its names, the aliases included, there is a value. */
  int places(IntStack found, int base) {
    int places = 0;
    for (int slot : slots) {
      places += found.get(base + slot) >= 0 ? 1 : 0;
    }
    return places;
  }

  /** Returns where the value of this field begins, or -1. */
  int place(IntStack found, int base) {
    for (int slot : slots) {
      int at = found.get(base + slot);
      if (at >= 0) {
        return at;
      }
    }
    return -1;
  }
}
