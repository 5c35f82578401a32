package org.flexopf.network;

/** What is connected to one bus, as generators, loads, shunts and storages are. */
public interface ElementAtBus extends ConnectedElement {

    /** The number of the bus. */
    int bus();

    @Override
    default int terminals() {
        return 1;
    }

    @Override
    default int terminal(int number) {
        return bus();
    }
}
