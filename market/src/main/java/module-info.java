/** The continuous market of flexibility: orders, matching under network checks, money, and the journal. */
module org.flexopf.exchange {
    requires transitive org.flexopf.api;
    requires transitive org.flexopf.powerflow;
    requires transitive org.flexopf.pricing;
    requires org.flexopf.dcopf;
    requires org.slf4j;

    exports org.flexopf.exchange;
    exports org.flexopf.exchange.auction;
    exports org.flexopf.exchange.check;
    exports org.flexopf.exchange.finder;
    exports org.flexopf.exchange.journal;
    exports org.flexopf.exchange.schedule;
}
