/** A stranger's program that asks for the native solver; the command line does without. */
module org.flexopf.natives {
    requires org.flexopf.solver.ortools;
}
