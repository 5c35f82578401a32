package org.flexopf.scenario.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.StudyJob;

/** A job on its way to executors: its text, and what the driver's study of it is, so that theirs is the same. */
final class SentJob implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The study that this process has made last, so that its tasks do not each read the case again. */
    private static volatile Made made = new Made("", null);

    private final Broadcast<String> text;
    private final String identity;

    private record Made(String text, Study study) {}

    SentJob(JavaSparkContext context, StudyJob job, Study study) {
        text = context.broadcast(job.toJson());
        identity = study.identity().toString();
    }

    /**
     * The study, made once in a process while no other job comes between.
     *
     * @throws IllegalStateException if it is not the driver's: a file or a module is another one here
     */
    Study study() {
        String job = text.value();
        Made last = made;
        if (!last.text().equals(job)) {
            synchronized (SentJob.class) {
                last = made;
                if (!last.text().equals(job)) {
                    last = new Made(job, made(job));
                    made = last;
                }
            }
        }
        return last.study();
    }

    private Study made(String job) {
        Study study = StudyJob.parse("the job of the driver", job).study();
        String here = study.identity().toString();
        if (!here.equals(identity)) {
            throw new IllegalStateException("an executor makes another study of the job than the driver; give both the "
                    + "same jars and files. Driver: " + identity + ". Executor: " + here);
        }
        return study;
    }

    /** Nobody asks for it any more. */
    void end() {
        text.destroy();
    }

    @Override
    public String toString() {
        return identity;
    }
}
