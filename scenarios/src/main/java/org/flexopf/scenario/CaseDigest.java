package org.flexopf.scenario;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.flexopf.casefile.JsonCase;
import org.flexopf.network.Network;

/** What tells one text from another: SHA-256 in hexadecimal digits. */
final class CaseDigest {

    private CaseDigest() {}

    /** Of all that a network holds. */
    static String of(Network network) {
        return of(JsonCase.of(network).toJson());
    }

    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
