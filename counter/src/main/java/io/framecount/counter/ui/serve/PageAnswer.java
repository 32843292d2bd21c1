package io.framecount.counter.ui.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A whole answer, plain and packed, to be sent to many. Immutable. */
final class PageAnswer {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  /** Smaller ones are not worth packing. */
  private static final int WORTH_PACKING = 1_000;

  private final int status;
  private final String type;
  private final byte[] body;
  private final byte[] packed;
  private final String tag;

  /**
   * @param packed the compressed body; null if compression is not worth it
   * @param tag a tag that changes with the body; null if clients should not revalidate it
   */
  private PageAnswer(int status, String type, byte[] body, byte[] packed, String tag) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.packed = packed;
    this.tag = tag;
  }

  static PageAnswer of(String type, byte[] body, String tag) {
    return new PageAnswer(200, type, body, body.length < WORTH_PACKING ? null : pack(body), tag);
  }

  static PageAnswer json(String body, String tag) {
    return of(JSON, body.getBytes(StandardCharsets.UTF_8), tag);
  }

  static PageAnswer refusal(int status, String sentence) {
    byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    return new PageAnswer(status, TEXT, body, null, null);
  }

  /** Bytes that it holds. */
  int bytes() {
    return body.length + (packed == null ? 0 : packed.length);
  }

  void send(Request request, Response response, Callback callback) {
    var headers = response.getHeaders();
    boolean packing = packed != null && accepts(request);
    headers.put(HttpHeader.VARY, "Accept-Encoding");
    if (tag != null) {
      String own = packing ? "\"%s-gz\"".formatted(tag) : "\"%s\"".formatted(tag);
      headers.put(HttpHeader.ETAG, own);
      if (known(request, own)) {
        response.setStatus(304);
        callback.succeeded();
        return;
      }
    }
    response.setStatus(status);
    headers.put(HttpHeader.CONTENT_TYPE, type);
    if (packing) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
    }
    byte[] bytes = packing ? packed : body;
    headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
    ByteBuffer content = ByteBuffer.wrap(request.getMethod().equals("HEAD") ? new byte[0] : bytes);
    response.write(true, content, callback);
  }

  private static boolean accepts(Request request) {
    String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  private static boolean known(Request request, String own) {
    String asked = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
    return asked != null && (asked.contains(own) || asked.strip().equals("*"));
  }

  private static byte[] pack(byte[] body) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 3);
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(body);
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
