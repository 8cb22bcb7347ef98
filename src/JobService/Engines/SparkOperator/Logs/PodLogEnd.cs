namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>How one reading of a pod's log ended.</summary>
internal enum PodLogEnd
{
    /// <summary>The server ended it: the container has ended, or the node rotated its log, or the server closes what is old.</summary>
    Whole,

    /// <summary>The connection broke, or there was none.</summary>
    Broken,

    /// <summary>The answer began after what is missing; the whole log is to be read.</summary>
    Behind,

    /// <summary>There is no such pod any more.</summary>
    Gone,
}
