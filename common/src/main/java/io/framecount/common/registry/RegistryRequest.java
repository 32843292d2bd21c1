package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over HTTP. Uses the JDK's older client: the newer one starts threads and initializes
 * TLS even if it is not used, which costs each command a quarter of a second.
 */
final class RegistryRequest {
  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** The most bytes of an answer, far more than the largest schema has. */
  static final int MOST_BYTES = 16 << 20;

  private static final int PIECE = 8192;
  private static final int CONNECT_MILLIS = 5000;

  private final HttpURLConnection connection;
  private final Duration patience;

  /**
   * @param patience how long to wait for the answer
   */
  RegistryRequest(String url, Duration patience) throws IOException {
    if (!(URI.create(url).toURL().openConnection() instanceof HttpURLConnection http)) {
      throw new IllegalArgumentException(url + " is not of the web");
    }
    this.patience = patience;
    connection = http;
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", MEDIA_TYPE);
  }

  void authorize(String value) {
    connection.setRequestProperty("Authorization", value);
  }

  /** Sets the keys and trusted certificates, if the address uses TLS. */
  void secure(SSLSocketFactory tls) {
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls);
    }
  }

  /**
   * Sends the request, once.
   *
   * @param body the body of a POST; null for a GET
   */
  Answer send(String body) throws IOException {
    long started = System.nanoTime();
    if (body != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", MEDIA_TYPE);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(UTF_8));
      }
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("it does not speak HTTP");
    }
    return new Answer(
        status,
        connection.getContentType(),
        connection.getHeaderField("Date"),
        connection.getHeaderField("Location"),
        text(status, started));
  }

  private String text(int status, long started) throws IOException {
    try (InputStream in =
        status >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream()) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] piece = new byte[PIECE];
      for (int n = read(in, piece); n >= 0; n = read(in, piece)) {
        text.write(piece, 0, n);
        if (text.size() > MOST_BYTES) {
          throw new IOException("its answer has more than %d MiB".formatted(MOST_BYTES >> 20));
        }
        // The socket's own limit begins anew with each byte.
        if (System.nanoTime() - started > patience.toNanos()) {
          throw new SocketTimeoutException("its answer does not end");
        }
      }
      return text.toString(UTF_8);
    }
  }

  private static int read(InputStream in, byte[] piece) throws IOException {
    return in == null ? -1 : in.read(piece);
  }

  /**
   * The answer of a registry, or of another server in its place.
   *
   * @param status HTTP status
   * @param contentType null if the answer has none
   * @param date text of the date header; null if the answer has none
   * @param location target of a redirect; null for none
   */
  record Answer(int status, String contentType, String date, String location, String body) {}
}
