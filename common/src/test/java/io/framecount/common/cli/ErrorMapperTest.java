package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorMapperTest {
  static Stream<Arguments> known() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a.gz"), "no such file: a.gz"),
        Arguments.of(new FileNotFoundException("a.gz"), "no such file: a.gz"),
        Arguments.of(new AccessDeniedException("a.gz"), "not allowed to read or write a.gz"),
        Arguments.of(
            new FileSystemException("/out", null, "No space left on device"),
            "cannot read or write /out: No space left on device"),
        Arguments.of(new IOException("Broken pipe"), "cannot read or write: Broken pipe"),
        Arguments.of(
            new UncheckedIOException(new IOException("bad sector")),
            "cannot read or write: bad sector"),
        Arguments.of(
            new SaslAuthenticationException("bad password"),
            "Kafka refused the credentials (bad password); check the security settings in --command-config"),
        Arguments.of(
            new SslAuthenticationException(
                "SSL handshake failed",
                handshake(new CertPathBuilderException("unable to find valid certification path"))),
            "the TLS handshake with Kafka failed (unable to find valid certification path); its certificate is not trusted here: give the one it is signed with as ssl.truststore.location in --command-config"),
        Arguments.of(
            new SslAuthenticationException(
                "SSL handshake failed",
                handshake(new CertificateException("No name matching vm found"))),
            "the TLS handshake with Kafka failed (No name matching vm found); its certificate is for another host: name the brokers as the certificate does, in --bootstrap-server and advertised.listeners"),
        Arguments.of(
            new SslAuthenticationException(
                "SSL handshake failed",
                handshake(new CertificateExpiredException("NotAfter: yesterday"))),
            "the TLS handshake with Kafka failed (NotAfter: yesterday); its certificate is not valid at this time: renew it, or set this machine's clock"),
        Arguments.of(
            new SslAuthenticationException(
                "SSL handshake failed",
                new SSLHandshakeException("Received fatal alert: certificate_required")),
            "the TLS handshake with Kafka failed (Received fatal alert: certificate_required); it wants a certificate of this client that it trusts: give one as ssl.keystore.location"),
        Arguments.of(
            new SslAuthenticationException(
                "SSL handshake failed",
                new SSLHandshakeException("Received fatal alert: protocol_version")),
            "the TLS handshake with Kafka failed (Received fatal alert: protocol_version); check the settings ssl.* in --command-config"),
        Arguments.of(
            new KafkaException(
                "Failed to load SSL keystore /t.p12",
                new IOException(
                    "keystore password was incorrect",
                    new UnrecoverableKeyException("failed to decrypt"))),
            "a key store or trust store can't be opened (Failed to load SSL keystore /t.p12: keystore password was incorrect: failed to decrypt); check ssl.truststore.password, ssl.keystore.password and ssl.key.password"),
        Arguments.of(
            new KafkaException(
                "no client",
                new LoginException(
                    "java.net.ConnectException: refused\n\tat a.B.c(B.java:1)\n\t... 9 more\n")),
            "no login to Kafka can be made (no client: java.net.ConnectException: refused); check sasl.jaas.config, and for OAUTHBEARER sasl.oauthbearer.*"),
        Arguments.of(
            new InvalidTxnTimeoutException("larger than the maximum"),
            "Kafka allows no transaction to take as long as transaction.timeout.ms says (larger than the maximum); set a lower one with -X transaction.timeout.ms=…, or a higher transaction.max.timeout.ms on the brokers"),
        Arguments.of(
            new TimeoutException("while awaiting InitProducerId"),
            "Kafka names no coordinator for groups or transactions (while awaiting InitProducerId); can the cluster make, and does it serve, its topics __consumer_offsets and __transaction_state?"),
        Arguments.of(
            new TopicAuthorizationException("no WRITE on frames"),
            "Kafka denied access (no WRITE on frames); ask for the missing ACL"),
        Arguments.of(
            new TimeoutException("after 15 s"),
            "Kafka did not answer in time (after 15 s); is the broker up and reachable?"),
        Arguments.of(
            new ConfigException("acks must be all"),
            "a Kafka client setting is wrong: acks must be all"),
        Arguments.of(new KafkaException("disk full"), "Kafka: disk full"),
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            "out of memory (Java heap space); give it more with JAVA_OPTS=-Xmx…"));
  }

  private static SSLHandshakeException handshake(Throwable cause) {
    SSLHandshakeException failure = new SSLHandshakeException(cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  @ParameterizedTest
  @MethodSource("known")
  void saysWhatHappened(Throwable thrown, String sentence) {
    assertThat(ErrorMapper.map(thrown))
        .isEqualTo(new ErrorMapper.Sentence(ExitCode.FAILED, sentence));
  }

  @ParameterizedTest
  @MethodSource("known")
  void findsTheTellingCauseBelowOthers(Throwable thrown, String sentence) {
    assertThat(ErrorMapper.map(new IllegalStateException("wrapped", thrown)).text())
        .isEqualTo(sentence);
  }

  @Test
  void prefersTheTellingCauseToAGeneralOneAboveIt() {
    Throwable thrown =
        new KafkaException("Failed to construct kafka producer", new ConfigException("bad acks"));
    assertThat(ErrorMapper.map(thrown).text())
        .isEqualTo("a Kafka client setting is wrong: bad acks");
  }

  @Test
  void tellsAllThatAGeneralFailureKnows() {
    Throwable thrown =
        new KafkaException(
            "Failed to create new KafkaAdminClient",
            new KafkaException("Failed to load SSL keystore", new IOException("wrong password")));
    assertThat(ErrorMapper.map(thrown).text())
        .isEqualTo(
            "Kafka: Failed to create new KafkaAdminClient: Failed to load SSL keystore: wrong password");
  }

  @Test
  void saysEachThingOnce() {
    Throwable inner = new IOException("No LoginModule found");
    Throwable thrown = new KafkaException("no client", new KafkaException(inner.toString(), inner));
    assertThat(ErrorMapper.map(thrown).text())
        .isEqualTo("Kafka: no client: java.io.IOException: No LoginModule found");
  }

  @ParameterizedTest
  @EnumSource
  void keepsSentenceAndCodeOfACommandFailure(ExitCode code) {
    Throwable thrown = new CommandFailure(code, "what, where, what to do", new IOException("x"));
    ErrorMapper.Sentence expected = new ErrorMapper.Sentence(code, "what, where, what to do");

    assertThat(ErrorMapper.map(thrown)).isEqualTo(expected);
    assertThat(ErrorMapper.map(new KafkaException("outside", thrown))).isEqualTo(expected);
  }

  @Test
  void staysInOneLine() {
    assertThat(ErrorMapper.map(new CommandFailure("first\n  second\r\nthird\n")).text())
        .isEqualTo("first second third");
  }

  @Test
  void admitsWhatItDoesNotKnow() {
    assertThat(ErrorMapper.map(new IllegalStateException("odd")))
        .isEqualTo(
            new ErrorMapper.Sentence(
                ExitCode.FAILED,
                "unexpected failure: java.lang.IllegalStateException: odd (run again with --verbose for the stack trace)"));
  }

  @Test
  void endsOnACauseThatIsItsOwnCause() {
    Exception outer = new Exception("outer");
    Exception inner = new Exception("inner", outer);
    outer.initCause(inner);
    assertThat(ErrorMapper.map(outer).text()).contains("outer");
  }
}
