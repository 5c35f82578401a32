package org.flexopf.scenario;

/** Is told how far a study is, and may end it. */
@FunctionalInterface
public interface StudyProgress {

    /** One that lets a study run. */
    StudyProgress NONE = (done, total, failures) -> true;

    /**
     * A row was kept.
     *
     * @param done how many draws are done, those of earlier runs included
     * @param total how many there are
     * @param failures how many of this run have no optimum
     * @return whether to go on
     */
    boolean kept(long done, long total, long failures);
}
