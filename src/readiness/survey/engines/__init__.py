"""What runs the SELECT: DuckDB inside the process, or Spark. Each is imported only when it is asked for."""
