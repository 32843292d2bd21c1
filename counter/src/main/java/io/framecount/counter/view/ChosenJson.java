package io.framecount.counter.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.json.FieldPath;
import io.framecount.common.json.JsonPaths;
import io.framecount.common.json.JsonScanner;
import java.util.List;

/** Values of one JSON object, as they are written there. */
final class ChosenJson {
  /** The object was read before, so it is not nested deeper. */
  private static final int DEEPEST = 512;

  private final JsonScanner scanner = new JsonScanner(DEEPEST);
  private final List<FieldPath> paths;
  private final byte[] text;
  private final JsonPaths found;

  /** A part of a JSON text. */
  record Part(String json) {}

  /**
   * @param json an object that was found good
   * @param wanted parts of records too, which are passed over
   */
  ChosenJson(String json, List<FieldPath> wanted) {
    paths = wanted.stream().filter(FieldPath::inValue).toList();
    text = json.getBytes(UTF_8);
    found = new JsonPaths(scanner, paths);
    if (!scanner.open(text, 0, text.length) || found.find(0) < 0) {
      throw new IllegalArgumentException("no JSON object: " + json);
    }
  }

  /** The value at a path; null if it is not there. */
  Part of(FieldPath path) {
    int at = found.at(paths.indexOf(path));
    return at < 0 ? null : new Part(new String(text, at, scanner.skip(at) - at, UTF_8));
  }
}
