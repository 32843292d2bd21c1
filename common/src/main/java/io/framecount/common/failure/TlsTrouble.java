package io.framecount.common.failure;

import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Reasons for a failed TLS handshake. They are derived from the types of Java's exceptions, because
 * messages may change between releases. Only alerts of the other side have no type; their names are
 * those of the TLS specification.
 */
public enum TlsTrouble {
  /** The other side's certificate, or the one it is signed with, is not known here. */
  UNTRUSTED,
  /** The certificate of the other side is for another name. */
  OTHER_HOST,
  /** The certificate of the other side is not valid at this time. */
  OUT_OF_DATE,
  /** The other side wants a certificate, or another one. */
  OWN_CERTIFICATE,
  /** The other side does not speak TLS. */
  NO_TLS,
  /** Anything else, such as no common version or cipher. */
  OTHER;

  private static final List<String> ALERTS_OF_OWN_CERTIFICATE =
      List.of(
          "certificate_required",
          "bad_certificate",
          "certificate_unknown",
          "certificate_expired",
          "unknown_ca");

  /** Returns the reason of a failure, from all its causes. */
  public static TlsTrouble of(Throwable failure) {
    List<Throwable> chain = Causes.of(failure);
    if (chain.stream().anyMatch(TlsTrouble::isOutOfDate)) {
      return OUT_OF_DATE;
    }
    if (chain.stream().anyMatch(TlsTrouble::isWithoutPath)) {
      return UNTRUSTED;
    }
    for (Throwable cause : chain) {
      if (cause instanceof CertificateException) {
        // Java's validator has a subclass of its own; the comparison of names has not.
        return cause.getClass() == CertificateException.class ? OTHER_HOST : UNTRUSTED;
      }
    }
    for (Throwable cause : chain) {
      if (cause instanceof SSLException) {
        String words = Causes.message(cause);
        if (ALERTS_OF_OWN_CERTIFICATE.stream().anyMatch(words::contains)) {
          return OWN_CERTIFICATE;
        }
        return cause.getClass() == SSLException.class ? NO_TLS : OTHER;
      }
    }
    return OTHER;
  }

  private static boolean isOutOfDate(Throwable cause) {
    return cause instanceof CertificateExpiredException
        || cause instanceof CertificateNotYetValidException;
  }

  private static boolean isWithoutPath(Throwable cause) {
    return cause instanceof CertPathBuilderException
        || cause instanceof CertPathValidatorException
        // Of the search for a path, if the store is empty.
        || cause instanceof InvalidAlgorithmParameterException;
  }
}
