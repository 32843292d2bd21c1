package io.framecount.e2e.watching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a process serves to Prometheus. */
record Scrape(String text) {
  private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Scrape of(URI base) {
    return new Scrape(get(base, "metrics").body());
  }

  static HttpResponse<String> get(URI base, String path) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the labels of each series, by metric. */
  Map<String, List<Map<String, String>>> series() {
    Map<String, List<Map<String, String>>> series = new HashMap<>();
    text.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(series, line));
    return series;
  }

  private static void add(Map<String, List<Map<String, String>>> series, String line) {
    Matcher matcher = SERIES.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a series: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    series.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(labels);
  }
}
