package io.framecount.common.kafka;

import io.framecount.common.text.EditDistance;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Knows the names of settings of Kafka's clients and the registry's. Kafka accepts any name, since
 * a serde or a plug-in may use it, so a misspelt one is silently ignored.
 */
final class SettingNames {
  private static final String REGISTRY = "schema.registry.";
  private static final List<String> OF_STREAMS =
      List.of(
          "producer.",
          "consumer.",
          "admin.",
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.");

  private static final Set<String> OF_KAFKA =
      Stream.of(
              AdminClientConfig.configNames(),
              ProducerConfig.configNames(),
              ConsumerConfig.configNames())
          .flatMap(Collection::stream)
          .collect(Collectors.toCollection(TreeSet::new));

  private static final Set<String> OF_REGISTRY = ofRegistry();

  /** Names of settings in librdkafka, as used by kcat and the clients of other languages. */
  private static final Map<String, String> OF_LIBRDKAFKA =
      Map.ofEntries(
          Map.entry("metadata.broker.list", "bootstrap.servers"),
          Map.entry("sasl.mechanisms", "sasl.mechanism"),
          Map.entry("sasl.username", "sasl.jaas.config, with username and password"),
          Map.entry("sasl.password", "sasl.jaas.config, with username and password"),
          Map.entry("sasl.kerberos.keytab", "sasl.jaas.config, with keyTab"),
          Map.entry("sasl.kerberos.principal", "sasl.jaas.config, with principal"),
          Map.entry("sasl.oauthbearer.client.id", "sasl.oauthbearer.client.credentials.client.id"),
          Map.entry(
              "sasl.oauthbearer.client.secret",
              "sasl.oauthbearer.client.credentials.client.secret"),
          Map.entry("ssl.ca.location", "ssl.truststore.location, with ssl.truststore.type=PEM"),
          Map.entry("ssl.ca.pem", "ssl.truststore.certificates, with ssl.truststore.type=PEM"),
          Map.entry(
              "ssl.certificate.location", "ssl.keystore.location, with ssl.keystore.type=PEM"),
          Map.entry("ssl.certificate.pem", "ssl.keystore.certificate.chain"),
          Map.entry(
              "ssl.key.location",
              "ssl.keystore.location, with ssl.keystore.type=PEM and the key in the same file"),
          Map.entry("ssl.key.pem", "ssl.keystore.key"),
          Map.entry("compression.codec", "compression.type"),
          Map.entry("queue.buffering.max.ms", "linger.ms"),
          Map.entry("queue.buffering.max.kbytes", "buffer.memory"),
          Map.entry("batch.num.messages", "batch.size"),
          Map.entry("message.send.max.retries", "retries"),
          Map.entry("request.required.acks", "acks"),
          Map.entry("message.timeout.ms", "delivery.timeout.ms"),
          Map.entry("socket.timeout.ms", "request.timeout.ms"),
          Map.entry("message.max.bytes", "max.request.size"),
          Map.entry("topic.metadata.refresh.interval.ms", "metadata.max.age.ms"));

  /** Number of letters that may be wrong. */
  private static final int MOST_WRONG = 2;

  private static final int SHORTEST_GUESSED = 6;

  private SettingNames() {}

  /** Returns whether a client of ours takes a setting of this name. */
  static boolean known(String name) {
    String plain = plain(name);
    return known(plain, candidates(plain));
  }

  private static boolean known(String plain, Set<String> candidates) {
    return candidates.contains(plain) || plain.startsWith("config.providers");
  }

  /** Returns the right name of a misspelt setting or one of librdkafka; else nothing. */
  static Optional<String> meant(String name) {
    String plain = plain(name);
    Set<String> candidates = candidates(plain);
    if (known(plain, candidates)) {
      return Optional.empty();
    }
    String lower = plain.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(OF_LIBRDKAFKA.get(lower))
        .or(
            () ->
                plain.length() < SHORTEST_GUESSED
                    ? Optional.empty()
                    : EditDistance.nearest(lower, candidates, MOST_WRONG));
  }

  /** Returns whether a setting, misspelt or not, concerns the security of the connection. */
  static boolean ofSecurity(String name) {
    return Stream.concat(Stream.of(name), meant(name).stream())
        .map(each -> each.toLowerCase(Locale.ROOT))
        .anyMatch(
            each ->
                each.startsWith("sasl.")
                    || each.startsWith("ssl.")
                    || each.equals(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
  }

  private static String plain(String name) {
    return OF_STREAMS.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  private static Set<String> candidates(String name) {
    return name.startsWith(REGISTRY)
            || name.startsWith("basic.auth.")
            || name.startsWith("bearer.auth.")
        ? OF_REGISTRY
        : OF_KAFKA;
  }

  private static Set<String> ofRegistry() {
    List<String> access =
        List.of(
            "basic.auth.credentials.source",
            "basic.auth.user.info",
            "bearer.auth.credentials.source",
            "bearer.auth.token");
    ConfigDef tls = new ConfigDef();
    SslConfigs.addClientSslSupport(tls);
    Set<String> names = new TreeSet<>(access);
    Stream.of(access, tls.names(), List.of("url"))
        .flatMap(Collection::stream)
        .forEach(name -> names.add(REGISTRY + name));
    return names;
  }
}
