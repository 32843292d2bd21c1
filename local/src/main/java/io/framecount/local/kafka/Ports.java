package io.framecount.local.kafka;

/**
 * Free ports on 127.0.0.1.
 *
 * @param clients where clients connect
 * @param own where the node talks with itself as a broker; the clients' if they need no password
 * @param controller where it talks with itself as the controller
 */
public record Ports(int clients, int own, int controller) {}
