package io.framecount.common.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The wanted members of one object: which names, in which slots, and what is wanted within them.
 * The slots of a tree lie side by side: its own, one for the names that are not wanted, and those
 * of its children.
 */
final class PathTree {
  private final KeyTable keys;
  private final PathTree[] within;
  private final int base;
  private final int end;

  private PathTree(Names names, int base) {
    this.base = base;
    Map<String, Integer> slots = new LinkedHashMap<>();
    names.children.keySet().forEach(name -> slots.put(name, slots.size()));
    keys = new KeyTable(slots, false);
    within = new PathTree[slots.size() + 1];
    int next = base + slots.size() + 1;
    for (Map.Entry<String, Names> child : names.children.entrySet()) {
      if (!child.getValue().children.isEmpty()) {
        PathTree tree = new PathTree(child.getValue(), next);
        within[slots.get(child.getKey())] = tree;
        next = tree.end;
      }
    }
    end = next;
  }

  static PathTree of(Iterable<FieldPath> paths) {
    Names root = new Names();
    paths.forEach(root::add);
    return new PathTree(root, 0);
  }

  KeyTable keys() {
    return keys;
  }

  /** What is wanted within the member of a slot; null if that is the member itself. */
  PathTree within(int slot) {
    return within[slot];
  }

  /** Where its slots begin. */
  int base() {
    return base;
  }

  /** Where its slots and those of all trees within it end. */
  int end() {
    return end;
  }

  /** Returns whether nothing is wanted within members. */
  boolean flat() {
    return end == base + within.length;
  }

  /** The place of the first {@code depth} names of a path. */
  int place(FieldPath path, int depth) {
    PathTree tree = this;
    for (String outer : path.names().subList(0, depth - 1)) {
      tree = tree.within[tree.keys.slotOf(outer)];
    }
    return tree.base + tree.keys.slotOf(path.names().get(depth - 1));
  }

  /** Names within names. */
  private static final class Names {
    private final Map<String, Names> children = new LinkedHashMap<>();

    void add(FieldPath path) {
      Names at = this;
      for (String name : path.names()) {
        at = at.children.computeIfAbsent(name, any -> new Names());
      }
    }
  }
}
