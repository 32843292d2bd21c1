package io.framecount.common.registry;

import io.framecount.common.failure.Causes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS to the registry, set up by {@code schema.registry.ssl.*}. Kafka's own code reads the
 * settings, so they mean the same as for Kafka's clients, PEM included.
 */
final class RegistryTls {
  private static final String PREFIX = RegistrySettings.PREFIX + "ssl.";

  private RegistryTls() {}

  static Optional<SSLContext> of(Map<String, String> config) {
    Map<String, String> settings = new HashMap<>();
    config.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            settings.put(name.substring(RegistrySettings.PREFIX.length()), value);
          }
        });
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    String check = settings.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
    if (check != null && check.isBlank()) {
      throw RegistrySettings.usage(
          "the name in the schema registry's certificate is always checked; give it a certificate for its host instead of an empty %sendpoint.identification.algorithm"
              .formatted(PREFIX));
    }
    return Optional.of(context(settings));
  }

  private static SSLContext context(Map<String, String> settings) {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(definition.parse(settings));
      return factory.sslContext();
    } catch (ConfigException e) {
      throw RegistrySettings.usage("schema.registry.%s".formatted(e.getMessage()));
    } catch (KafkaException e) {
      throw RegistrySettings.usage(
          "the schema registry's TLS settings (%s…) can't be used: %s"
              .formatted(PREFIX, reason(e)));
    }
  }

  private static String reason(Throwable problem) {
    Throwable cause = Causes.innermost(problem);
    return problem == cause ? problem.getMessage() : problem.getMessage() + ", " + cause;
  }
}
