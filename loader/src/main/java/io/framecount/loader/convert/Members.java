package io.framecount.loader.convert;

import io.framecount.common.json.IntStack;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.json.StringText;
import io.framecount.loader.convert.SimpleNodes.StringNode;
import java.util.Arrays;

/**
 * The members of an object that the scanner pushed on the stack, in threes: name, value, end. Of
 * members with the same name the last value counts, in the place of the first, as in JSON parsers
 * that keep the order.
 */
final class Members {
  private static final int EACH = 3;
  private static final int REPLACED = -1;

  private Members() {}

  /**
   * Appends the members pushed from {@code from} on as the entries of an Avro map.
   *
   * @param asBranches whether the values must be as much like their type as a union's branches
   * @param replaced counts values that another of the same name took the place of; null if that is
   *     not allowed
   */
  static boolean encode(
      LineState line,
      int from,
      Node values,
      boolean asBranches,
      StringNode names,
      ChangeLog.Site replaced,
      AvroBuffer out) {
    IntStack stack = line.stack;
    int to = stack.size();
    if (!mergeRepeated(line, from, to, names, replaced)) {
      return false;
    }
    stack.release(to);
    int start = out.length();
    long count = 0;
    for (int member = from; member < to; member += EACH) {
      int name = stack.get(member);
      if (name != REPLACED) {
        int value = stack.get(member + 1);
        if (!names.encode(line, name, out)
            || !(asBranches
                ? values.encodeBranch(line, value, out)
                : values.encode(line, value, out))) {
          return false;
        }
        count++;
      }
    }
    out.closeBlock(start, count);
    return true;
  }

  private static boolean mergeRepeated(
      LineState line, int from, int to, StringNode names, ChangeLog.Site replaced) {
    int capacity = Integer.highestOneBit(Math.max(1, (to - from) / EACH)) * 4;
    int table = line.stack.reserve(capacity, -1);
    for (int member = from; member < to; member += EACH) {
      if (!line.readText(line.stack.get(member), names)) {
        return false;
      }
      int place = hash(line.text) & (capacity - 1);
      while (!merged(line, table + place, member)) {
        place = (place + 1) & (capacity - 1);
      }
      if (line.stack.get(member) == REPLACED
          && !line.replace(replaced, line.stack.get(member + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean merged(LineState line, int place, int member) {
    IntStack stack = line.stack;
    int first = stack.get(place);
    if (first < 0) {
      stack.set(place, member);
      return true;
    }
    if (!sameName(line, stack.get(first), stack.get(member))) {
      return false;
    }
    stack.set(first + 1, stack.get(member + 1));
    stack.set(first + 2, stack.get(member + 2));
    stack.set(member, REPLACED);
    return true;
  }

  private static boolean sameName(LineState line, int one, int other) {
    JsonScanner scanner = line.scanner;
    int oneEnd = scanner.closing(one);
    int otherEnd = scanner.closing(other);
    byte[] json = line.json();
    if (scanner.escapes(one, oneEnd) || scanner.escapes(other, otherEnd)) {
      return resolved(line, one, oneEnd).equals(resolved(line, other, otherEnd));
    }
    return Arrays.equals(json, one, oneEnd, json, other, otherEnd);
  }

  private static String resolved(LineState line, int quote, int end) {
    line.text.set(line.json(), quote + 1, end, line.scanner.escapes(quote, end));
    return line.text.toString();
  }

  private static int hash(StringText text) {
    int hash = 0x811C9DC5;
    for (int i = text.start(); i < text.end(); i++) {
      hash = (hash ^ text.bytes()[i]) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }
}
