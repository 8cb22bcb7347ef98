using Floe.JobService.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>Pages of jobs in the order of acceptance, each the first of a range of an index.</summary>
internal sealed class JobList(JobsDatabase database)
{
    /// <summary>Clocks of several processes differ a little, so the order of acceptance is not quite that of the times.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    public Task<List<ListedJob>> ReadAsync(JobPageRequest page, CancellationToken cancellationToken) => database.ReadAsync(async context =>
    {
        var jobs = await BetweenAsync(context, Choose(context, page.Filter), page.Filter, cancellationToken);
        if (page.Filter.Labels.Count > 0)
        {
            var numbers = await WithLabelAsync(context, jobs, page, cancellationToken);
            jobs = context.Jobs.Where(job => numbers.Contains(job.Number));
        }
        else
        {
            jobs = OfStates(context, jobs, page);
        }
        // Not the whole row: a script can be long, and a list does not show it.
        return await InOrder(jobs, page).Take(page.Limit).Select(job => new ListedJob(job.Number, new JobSummary
        {
            Id = job.Id,
            Name = job.Name,
            Kind = job.Kind,
            TableBucket = job.TableBucket,
            Owner = job.Owner,
            Queue = job.Queue,
            Priority = job.Priority,
            Engine = job.Engine,
            Schedule = job.Schedule,
            State = job.State,
            Reason = job.Reason,
            Attempt = job.Attempt,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
        })).ToListAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>
    /// The jobs after the page before, in any of the states: the first of each state, and of those the first. Each is a range of an index; asked for
    /// several states at once, a database walks through all jobs where few have them, or sorts all where many do.
    /// </summary>
    internal static IQueryable<JobRecord> OfStates(JobsContext context, IQueryable<JobRecord> jobs, JobPageRequest page)
    {
        if (page.After is { } number) jobs = page.OldestFirst ? jobs.Where(job => job.Number > number) : jobs.Where(job => job.Number < number);
        var each = page.Filter.States.Distinct().Select(state => jobs.Where(job => job.State == state)).ToList();
        if (each.Count < 2) return each.Count == 0 ? jobs : each[0];
        var firsts = each.Select(some => InOrder(some, page).Take(page.Limit).Select(job => job.Number)).Aggregate((one, other) => one.Concat(other));
        return context.Jobs.Where(job => firsts.Contains(job.Number));
    }

    internal static IQueryable<JobRecord> InOrder(IQueryable<JobRecord> jobs, JobPageRequest page) => page.OldestFirst ? jobs.OrderBy(job => job.Number) : jobs.OrderByDescending(job => job.Number);

    /// <summary>Walks along the label, not along the jobs: few of many may have it.</summary>
    private static Task<List<long>> WithLabelAsync(JobsContext context, IQueryable<JobRecord> jobs, JobPageRequest page, CancellationToken cancellationToken)
    {
        var (name, value) = page.Filter.Labels[0];
        if (page.Filter.States.Count > 0) jobs = jobs.Where(job => page.Filter.States.Contains(job.State));
        var labels = context.Labels.Where(label => label.Name == name && label.Value == value);
        if (page.After is { } number) labels = page.OldestFirst ? labels.Where(label => label.JobNumber > number) : labels.Where(label => label.JobNumber < number);
        var numbers = labels.Join(jobs, label => label.JobNumber, job => job.Number, (label, _) => label.JobNumber);
        numbers = page.OldestFirst ? numbers.OrderBy(job => job) : numbers.OrderByDescending(job => job);
        return numbers.Take(page.Limit).ToListAsync(cancellationToken);
    }

    /// <summary>All that is asked for but states and the page.</summary>
    internal static IQueryable<JobRecord> Choose(JobsContext context, JobFilter filter)
    {
        IQueryable<JobRecord> jobs = context.Jobs;
        if (filter.Owner is { } owner) jobs = jobs.Where(job => job.Owner == owner);
        if (filter.Queue is { } queue) jobs = jobs.Where(job => job.Queue == queue);
        if (filter.Engine is { } engine) jobs = jobs.Where(job => job.Engine == engine);
        if (filter.Schedule is { } schedule) jobs = jobs.Where(job => job.Schedule == schedule);
        if (filter.NamePrefix is { } prefix)
        {
            // A range, not LIKE: SQLite's ignores case, and then no index helps.
            var end = prefix + char.MaxValue;
            jobs = jobs.Where(job => string.Compare(job.Name, prefix) >= 0 && string.Compare(job.Name, end) < 0);
        }
        // The first of them leads the way; see WithLabelAsync.
        foreach (var (name, value) in filter.Labels.Skip(1)) jobs = jobs.Where(job => job.Labels.Any(label => label.Name == name && label.Value == value));
        return jobs;
    }

    /// <summary>Times bound the numbers too: a page of long ago is found without a walk through all that came later.</summary>
    private static async Task<IQueryable<JobRecord>> BetweenAsync(JobsContext context, IQueryable<JobRecord> jobs, JobFilter filter, CancellationToken cancellationToken)
    {
        if (filter.CreatedAfter is { } after)
        {
            var first = await NumberAtAsync(context, after - Skew, cancellationToken) ?? long.MaxValue;
            jobs = jobs.Where(job => job.CreatedAt >= after && job.Number >= first);
        }
        if (filter.CreatedBefore is { } before)
        {
            var last = await NumberAtAsync(context, before + Skew, cancellationToken) ?? long.MaxValue;
            jobs = jobs.Where(job => job.CreatedAt < before && job.Number <= last);
        }
        return jobs;
    }

    private static Task<long?> NumberAtAsync(JobsContext context, DateTimeOffset at, CancellationToken cancellationToken) =>
        context.Jobs.Where(job => job.CreatedAt >= at).OrderBy(job => job.CreatedAt).Select(job => (long?)job.Number).FirstOrDefaultAsync(cancellationToken);
}
