package io.framecount.counter.ui.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The files of the page, packed once and kept. */
final class Assets {
  private static final String HOME = "/io/framecount/counter/ui/page/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /** All files that are served: the path of a request never becomes the path of a file. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("index.html", HTML),
          Map.entry("page.css", STYLE),
          Map.entry("uPlot.min.css", STYLE),
          Map.entry("uPlot.iife.min.js", SCRIPT),
          Map.entry("app.js", SCRIPT),
          Map.entry("chart.js", SCRIPT),
          Map.entry("controls.js", SCRIPT),
          Map.entry("feed.js", SCRIPT),
          Map.entry("format.js", SCRIPT),
          Map.entry("keys.js", SCRIPT),
          Map.entry("latest.js", SCRIPT),
          Map.entry("marks.js", SCRIPT),
          Map.entry("readout.js", SCRIPT),
          Map.entry("rows.js", SCRIPT),
          Map.entry("status.js", SCRIPT),
          Map.entry("table.js", SCRIPT),
          Map.entry("view.js", SCRIPT),
          Map.entry("favicon.svg", "image/svg+xml"));

  private final Map<String, PageAnswer> byPath = new HashMap<>();

  Assets() {
    TYPES.forEach((name, type) -> byPath.put("/" + name, load(name, type)));
    byPath.put("/", byPath.get("/index.html"));
  }

  Optional<PageAnswer> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static PageAnswer load(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(HOME + name)) {
      if (in == null) {
        throw new IllegalStateException("the page has no " + name);
      }
      byte[] body = in.readAllBytes();
      CRC32C sum = new CRC32C();
      sum.update(body);
      String tag = HexFormat.of().toHexDigits(sum.getValue(), 8) + "-" + body.length;
      return PageAnswer.of(type, body, tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
