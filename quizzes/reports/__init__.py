"""What trainers see of how quizzes and questions fare: computed by a task, read in the editor."""
