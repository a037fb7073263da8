package dev.lovage.worker.http;

import java.net.InetAddress;

/// A block of addresses, `10.0.0.0/8` or `fd00::/8`; a single address is a block of one.
final class Block {
    private final byte[] network;
    private final int bits;

    private Block(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /// @throws IllegalArgumentException where the text is no address, or has more bits than one
    static Block of(String text) {
        var slash = text.indexOf('/');
        var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var all = network.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException(text + " has more bits than an address");
        }
        return new Block(network.getAddress(), bits);
    }

    boolean holds(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit += Byte.SIZE) {
            var mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit));
            var i = bit / Byte.SIZE;
            if (((bytes[i] ^ network[i]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
