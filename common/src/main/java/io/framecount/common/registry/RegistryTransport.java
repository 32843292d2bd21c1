package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.failure.Causes;
import io.framecount.common.failure.TlsTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Gets an answer from a registry at one of its addresses: the one that answered last, else the
 * next. Tries a few times if none is available. Thread-safe.
 */
final class RegistryTransport {
  /**
   * Pauses between rounds over all addresses; short, because a start must not wait long for a wrong
   * URL.
   */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(100), Duration.ofMillis(400));

  private static final int TOO_MANY_REQUESTS = 429;

  private final List<RegistryAddress> addresses;
  private final Optional<String> authorization;
  private final Optional<SSLSocketFactory> tls;
  private final Duration patience;
  private volatile int preferred;
  private volatile Optional<Instant> time = Optional.empty();

  /**
   * @param patience how long to wait for each answer
   */
  RegistryTransport(RegistrySettings settings, Duration patience) {
    addresses = settings.addresses();
    authorization = settings.authorization();
    this.patience = patience;
    tls = settings.tls().map(SSLContext::getSocketFactory);
  }

  /** Returns the address in use, without credentials. */
  String url() {
    return addresses.get(preferred).url();
  }

  /** Returns the time in the last answer, if it has one. */
  Optional<Instant> time() {
    return time;
  }

  /**
   * Sends a request and returns the answer.
   *
   * @param resource path after the address
   * @param body null for a GET
   * @throws CommandFailure if there is no answer at any address
   */
  RegistryRequest.Answer exchange(String resource, JsonNode body) {
    Attempt last = round(resource, body);
    for (int i = 0; i < last.repeats() && last.passes(); i++) {
      pause(PAUSES.get(i));
      last = round(resource, body);
    }
    if (last.response() != null) {
      return last.response();
    }
    throw new CommandFailure(
        "no schema registry at %s (%s); start one, or name yours with --schema-registry or SCHEMA_REGISTRY_URL"
            .formatted(
                String.join(", ", addresses.stream().map(RegistryAddress::url).toList()),
                problem(last.failure())),
        last.failure());
  }

  /** Tries the addresses in turn until one gives a usable answer. */
  private Attempt round(String resource, JsonNode body) {
    int first = preferred;
    Attempt attempt = null;
    for (int i = 0; i < addresses.size(); i++) {
      int place = (first + i) % addresses.size();
      attempt = attempt(addresses.get(place), resource, body);
      if (attempt.response() != null && !attempt.passes()) {
        preferred = place;
        return attempt;
      }
    }
    return attempt;
  }

  /** The outcome of one request: an answer or a failure. */
  private record Attempt(RegistryRequest.Answer response, IOException failure) {
    /** Returns how often to repeat a request that timed out, in case only its answer was lost. */
    int repeats() {
      return failure instanceof SocketTimeoutException ? 1 : PAUSES.size();
    }

    /** Returns whether a repetition may help; a bad certificate stays bad. */
    boolean passes() {
      return response == null
          ? !(failure instanceof SSLException)
          : response.status() / 100 == 5 || response.status() == TOO_MANY_REQUESTS;
    }
  }

  private Attempt attempt(RegistryAddress address, String resource, JsonNode body) {
    try {
      RegistryRequest request = new RegistryRequest(address.url() + resource, patience);
      address.authorization().or(() -> authorization).ifPresent(request::authorize);
      tls.ifPresent(request::secure);
      RegistryRequest.Answer answer = request.send(body == null ? null : body.toString());
      time = Optional.ofNullable(answer.date()).flatMap(RegistryTransport::time);
      return new Attempt(answer, null);
    } catch (IOException e) {
      return new Attempt(null, e);
    }
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String problem(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    if (e instanceof UnknownHostException) {
      return "there is no host of that name";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer within " + patience.toSeconds() + " s";
    }
    if (e instanceof SSLException) {
      return tls(e);
    }
    if (e.getClass() == SocketException.class) {
      return "it ends the connection without an answer, as what speaks no HTTP does, or wants a certificate of its clients: %s"
          .formatted(e.getMessage());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String tls(IOException failure) {
    String remedy =
        switch (TlsTrouble.of(failure)) {
          case UNTRUSTED ->
              "its certificate is not trusted here: give the one it is signed with as schema.registry.ssl.truststore.location";
          case OTHER_HOST ->
              "its certificate is for another host: name the registry as the certificate does";
          case OUT_OF_DATE ->
              "its certificate is not valid at this time: renew it, or set this machine's clock";
          case OWN_CERTIFICATE ->
              "it wants a certificate of this client that it trusts: give one as schema.registry.ssl.keystore.location";
          case NO_TLS -> "does it speak TLS? If not, begin its URL with http://";
          case OTHER -> "see the settings schema.registry.ssl.*";
        };
    return "TLS: %s; %s".formatted(Causes.message(Causes.innermost(failure)), remedy);
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while asking the schema registry", e);
    }
  }
}
