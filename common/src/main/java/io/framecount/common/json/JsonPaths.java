package io.framecount.common.json;

import java.util.List;

/**
 * Finds the values of several paths in one JSON object, in one pass that checks the whole text as
 * {@link JsonScanner#root} does. Of several members with one name, the last counts, with all that
 * is in it; arrays are not looked into.
 *
 * <p>Not thread-safe; allocates only to grow, and to learn new names in objects on the way.
 */
public final class JsonPaths {
  private static final int ABSENT = -1;

  private final JsonScanner scanner;
  private final IntStack found = new IntStack();
  private final PathTree tree;
  private final int[][] places;

  /**
   * @param scanner opened by the caller with each text
   * @param paths within values; the same one may come more than once
   * @throws IllegalArgumentException if a path lies beside the value
   */
  public JsonPaths(JsonScanner scanner, List<FieldPath> paths) {
    this.scanner = scanner;
    if (!paths.stream().allMatch(FieldPath::inValue)) {
      throw new IllegalArgumentException("not all in the value: " + paths);
    }
    tree = PathTree.of(paths);
    places = paths.stream().map(this::places).toArray(int[][]::new);
  }

  private int[] places(FieldPath path) {
    int[] outerFirst = new int[path.names().size()];
    for (int i = 0; i < outerFirst.length; i++) {
      outerFirst[i] = tree.place(path, i + 1);
    }
    return outerFirst;
  }

  /**
   * Looks through the text that the scanner was opened with, which begins at {@code from}.
   *
   * @return where the object begins; -1 if the text is not one object, for the scanner's reason
   */
  public int find(int from) {
    found.release(0);
    found.reserve(tree.end(), ABSENT);
    return tree.flat()
        ? scanner.root(from, tree.keys(), found, 0)
        : scanner.root(from, tree, found);
  }

  /** Where the value of a path begins, by the path's place in the list; -1 if it is not there. */
  public int at(int path) {
    int[] outerFirst = places[path];
    return found.get(outerFirst[outerFirst.length - 1]);
  }

  /**
   * Where the innermost value on the way to a path begins that is there: the value itself, or one
   * that keeps it from being there, such as an array; -1 if not even the first name is.
   */
  public int nearest(int path) {
    int nearest = ABSENT;
    for (int place : places[path]) {
      int at = found.get(place);
      if (at < 0) {
        return nearest;
      }
      nearest = at;
    }
    return nearest;
  }

  /** Number of names on the way to a path, from the first, that are there. */
  public int depth(int path) {
    int depth = 0;
    while (depth < places[path].length && found.get(places[path][depth]) >= 0) {
      depth++;
    }
    return depth;
  }
}
