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
 * One request over HTTP. Uses the JDK's older client: the newer one starts threads and reads what
 * it needs for TLS even where none is used, which takes a quarter of a second of each command.
 */
final class RegistryRequest {
  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** Far more than the largest schema. */
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

  /** Uses these keys and this trust, if the address asks for TLS at all. */
  void secure(SSLSocketFactory tls) {
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls);
    }
  }

  /**
   * Sends it, once.
   *
   * @param body null for a GET, else what to POST
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
   * What a registry, or what is there in its place, says.
   *
   * @param status of HTTP
   * @param contentType null if it does not say
   * @param date when it says it, as it writes it; null if it does not
   * @param location where it sends the question instead; null if nowhere
   */
  record Answer(int status, String contentType, String date, String location, String body) {}
}
