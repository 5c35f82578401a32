package org.flexopf.exchange.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.casefile.JsonCase;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.MarketSnapshot;
import org.flexopf.exchange.PriceRule;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;

/**
 * All that a market is opened with, as the first record of its journal holds it: its settings, its check, and the
 * network with the schedule, so that a journal can be verified by itself.
 *
 * @param settings the settings
 * @param check the name of the check, one of {@link NetworkChecks#names()}
 * @param network the network at its schedule
 */
public record MarketSetup(MarketSettings settings, String check, Network network) {

    private static final String FORMAT = "FlexOPF market journal";
    private static final int VERSION = 1;

    /** All are required. */
    public MarketSetup {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(network, "network");
    }

    /** The check of the network. */
    public NetworkCheck networkCheck() {
        return NetworkChecks.named(check, network);
    }

    /** A market without orders. */
    public ContinuousMarket open() {
        return ContinuousMarket.open(settings, network, networkCheck());
    }

    ContinuousMarket restore(MarketSnapshot snapshot) {
        return ContinuousMarket.restore(settings, network, networkCheck(), snapshot);
    }

    /** The SHA-256 of the network and its schedule, in hexadecimal digits. */
    public String networkDigest() {
        return digest(JsonCase.of(network).toJson());
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The digest of all of it. */
    String digest() {
        return HexFormat.of().formatHex(sha256().digest(toPayload()));
    }

    byte[] toPayload() {
        String json = JsonCase.of(network).toJson();
        return new PayloadWriter()
                .text(FORMAT)
                .number(VERSION)
                .number(settings.lot())
                .number(settings.lowestPrice())
                .number(settings.highestPrice())
                .flag(settings.operator().isPresent())
                .text(settings.operator().orElse(""))
                .list(settings.periods(), PayloadWriter::text)
                .number(settings.minutes())
                .text(settings.priceRule().label())
                .text(check)
                .real(Violation.TOLERANCE)
                .real(ScheduledNetwork.MISMATCH)
                .text(digest(json))
                .text(json)
                .toBytes();
    }

    static MarketSetup ofPayload(byte[] payload) {
        PayloadReader reader = new PayloadReader(payload);
        String format = reader.text();
        int version = reader.integer();
        if (!format.equals(FORMAT) || version != VERSION) {
            throw new JournalException("the first record is that of '" + format + "', version " + version
                    + "; this program reads '" + FORMAT + "', version " + VERSION);
        }
        long lot = reader.number();
        long lowest = reader.number();
        long highest = reader.number();
        boolean hasOperator = reader.flag();
        String operator = reader.text();
        MarketSettings settings = new MarketSettings(
                lot,
                lowest,
                highest,
                hasOperator ? Optional.of(operator) : Optional.empty(),
                reader.list(PayloadReader::text),
                reader.integer(),
                PriceRule.of(reader.text()));
        String check = reader.text();
        requireTolerance("violations", reader.real(), Violation.TOLERANCE);
        requireTolerance("power flows", reader.real(), ScheduledNetwork.MISMATCH);
        String digest = reader.text();
        String json = reader.text();
        reader.requireEnd();
        if (!digest.equals(digest(json))) {
            throw new JournalException("the network in the first record does not agree with its digest");
        }
        return new MarketSetup(
                settings, check, JsonCase.parse("the journal's network", json).network());
    }

    private static void requireTolerance(String of, double there, double own) {
        if (there != own) {
            throw new JournalException("the journal was written with a tolerance of " + there + " for " + of
                    + ", and this program has " + own);
        }
    }
}
