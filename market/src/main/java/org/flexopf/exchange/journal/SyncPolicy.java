package org.flexopf.exchange.journal;

/** When what was written to a journal is forced to the disk. */
public enum SyncPolicy {

    /** Every command for itself, before its outcome is known. */
    EVERY_COMMAND,
    /** Commands that came together are forced together, before the outcome of any of them is known. The default. */
    GROUP,
    /**
     * Never: what the operating system has not written is lost if the machine fails, though not if the program does.
     */
    NONE
}
