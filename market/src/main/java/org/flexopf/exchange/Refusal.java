package org.flexopf.exchange;

/** Why a command is refused. Of several faults the first in this order is told; a refused command changes nothing. */
public enum Refusal {

    /** The time is no whole number of milliseconds. */
    BAD_TIME,
    /** The time lies before that of the last accepted command. */
    TIME_BACKWARDS,
    /** The kind is none of SUBMIT, CANCEL, AMEND, CLOSE. */
    BAD_KIND,
    /** The order has no id. */
    BAD_ID,
    /** An order of this id was accepted before. */
    DUPLICATE_ID,
    /** The order has no owner. */
    BAD_OWNER,
    /** The market has no such delivery period. */
    UNKNOWN_PERIOD,
    /** The gate of the period has closed. */
    GATE_CLOSED,
    /** The network has no such bus, or it is isolated. */
    UNKNOWN_BUS,
    /** The direction is neither UP nor DOWN. */
    BAD_DIRECTION,
    /** No open order has this id: never seen, refused, filled, removed or expired by now. */
    UNKNOWN_ORDER,
    /** The order belongs to somebody else. */
    NOT_OWNER,
    /** The quantity is no positive multiple of the lot. */
    BAD_QUANTITY,
    /** The new total is below what has been traded. */
    BELOW_TRADED,
    /** The price is no multiple of 1e-4 per MWh, beyond the bounds, or {@code extreme} for others than the operator. */
    BAD_PRICE,
    /** The restriction is none of IOC, FOK, AON. */
    BAD_RESTRICTION,
    /** The minimum is no multiple of the lot between one lot and the quantity. */
    BAD_MINIMUM,
    /** The expiry is no whole number of milliseconds after now. */
    BAD_EXPIRY,
    /** Only the operator may give conditional orders, and only under a check that takes them. */
    BAD_CONDITIONAL,
    /** Only the operator may give a zone, and only of buses that there are. */
    BAD_ZONE;

    /** A name or a text of a command may be of any length. */
    private static final int SHOWN = 60;

    /**
     * The refusal of a command as a sentence for whoever gave it: what was said, why it cannot be, and what would be
     * right.
     *
     * @param command the command
     * @param settings those of the market that refused it
     */
    public String inWords(Command command, MarketSettings settings) {
        String lot = Quantities.megawatts(settings.lot()) + " MW";
        return switch (this) {
            case BAD_TIME ->
                said(Command.Field.TIME, command) + " is no whole number of milliseconds; write one like 1500";
            case TIME_BACKWARDS ->
                said(Command.Field.TIME, command)
                        + " lies before the time of the last accepted command; times may stand "
                        + "still, but never go back";
            case BAD_KIND ->
                said(Command.Field.KIND, command) + " is none of SUBMIT, CANCEL, AMEND and CLOSE; write one of them in "
                        + "capitals";
            case BAD_ID -> "the order has no id; give it one that no other order has had";
            case DUPLICATE_ID ->
                said(Command.Field.ID, command) + " was given to an order before; ids are used once, give another";
            case BAD_OWNER -> "the order has no owner; say whose it is";
            case UNKNOWN_PERIOD ->
                said(Command.Field.PERIOD, command) + " is no delivery period of this market; choose one of "
                        + shortened(String.join(", ", settings.periods()));
            case GATE_CLOSED ->
                said(Command.Field.PERIOD, command) + " has closed its gate; choose a period that is still open";
            case UNKNOWN_BUS ->
                said(Command.Field.BUS, command)
                        + " is no bus of this network that can be supplied; give the number of " + "one";
            case BAD_DIRECTION -> said(Command.Field.DIRECTION, command) + " is neither UP nor DOWN; write one of them";
            case UNKNOWN_ORDER ->
                said(Command.Field.ID, command)
                        + " is no open order: never seen, refused, filled, removed or expired by "
                        + "now; look it up in the book";
            case NOT_OWNER ->
                said(Command.Field.ID, command) + " is not an order of " + quoted(command.owner())
                        + "; only its owner may change it";
            case BAD_QUANTITY ->
                said(Command.Field.QUANTITY, command) + " MW is no positive multiple of the lot of " + lot
                        + "; give a multiple of it";
            case BELOW_TRADED ->
                said(Command.Field.QUANTITY, command) + " MW is less than has been traded of " + quoted(command.id())
                        + "; the new total includes that, give no less";
            case BAD_PRICE ->
                said(Command.Field.PRICE, command) + " is no price of at most " + Quantities.PRICE_DECIMALS
                        + " decimals from " + Quantities.price(settings.lowestPrice()) + " to "
                        + Quantities.price(settings.highestPrice()) + " per MWh; give one"
                        + (command.price().equals(Command.EXTREME) ? ", as only the operator may say extreme" : "");
            case BAD_RESTRICTION ->
                said(Command.Field.RESTRICTION, command)
                        + " is none of IOC, FOK and AON; write one of them, or nothing";
            case BAD_MINIMUM ->
                said(Command.Field.MINIMUM, command) + " MW is no multiple of the lot of " + lot
                        + " up to the quantity; give one, or nothing for one lot";
            case BAD_EXPIRY ->
                said(Command.Field.EXPIRY, command)
                        + " is no whole number of milliseconds after the time of the command, "
                        + shortened(command.time()) + "; give a later one, or nothing";
            case BAD_CONDITIONAL ->
                said(Command.Field.CONDITIONAL, command)
                        + ": only the operator may give an order on condition, by true, "
                        + "and only where the network check takes such orders; leave it empty";
            case BAD_ZONE ->
                said(Command.Field.ZONE, command)
                        + ": only the operator may give a zone, as numbers of buses separated "
                        + "by blanks; leave it empty, or name buses that there are";
        };
    }

    private static String said(Command.Field field, Command command) {
        return field.label() + " " + quoted(field.of(command));
    }

    private static String quoted(String text) {
        return "'" + shortened(text) + "'";
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
