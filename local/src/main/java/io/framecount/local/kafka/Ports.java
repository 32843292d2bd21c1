package io.framecount.local.kafka;

/**
 * Free ports on 127.0.0.1.
 *
 * @param clients port of clients
 * @param own port for the broker's own requests; that of clients if they need no password
 * @param controller port of the controller
 */
public record Ports(int clients, int own, int controller) {}
