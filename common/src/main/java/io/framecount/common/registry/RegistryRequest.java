package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
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

  private static final int CONNECT_MILLIS = 5000;

  private final HttpURLConnection connection;

  /**
   * @param patience how long to wait for the answer
   * @throws IllegalArgumentException if that is no URL of the web
   */
  RegistryRequest(String url, Duration patience) throws IOException {
    URI uri = URI.create(url);
    if (uri.getHost() == null
        || !(uri.toURL().openConnection() instanceof HttpURLConnection http)) {
      throw new IllegalArgumentException("it has no host, or is not of the web");
    }
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
  RegistryAnswer send(String body) throws IOException {
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
    return new RegistryAnswer(
        status,
        connection.getContentType(),
        connection.getHeaderField("Date"),
        connection.getHeaderField("Location"),
        text(status));
  }

  private String text(int status) throws IOException {
    try (InputStream in =
        status >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream()) {
      byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("its answer has more than %d MiB".formatted(MOST_BYTES >> 20));
      }
      return new String(bytes, UTF_8);
    }
  }
}
