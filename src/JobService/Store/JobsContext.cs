using Floe.JobService.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>How records map to tables. Nothing in it is SQLite's own.</summary>
internal sealed class JobsContext(DbContextOptions<JobsContext> options) : DbContext(options)
{
    public DbSet<JobRecord> Jobs => Set<JobRecord>();

    public DbSet<AttemptRecord> Attempts => Set<AttemptRecord>();

    public DbSet<StateRecord> History => Set<StateRecord>();

    public DbSet<ResultRecord> Results => Set<ResultRecord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<JobState>().HaveConversion<string>();
        configurationBuilder.Properties<JobKind>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobRecord>(job =>
        {
            job.ToTable("job").HasKey(j => j.Number);
            job.Property(j => j.Id).IsRequired();
            job.HasIndex(j => j.Id).IsUnique().HasDatabaseName("job_by_id");
            job.HasIndex(j => j.IdempotencyKey).IsUnique().HasDatabaseName("job_by_idempotency_key");
            // The next of the queue, and a list of one state, are both the first of a range.
            job.HasIndex(j => new { j.State, j.Number }).HasDatabaseName("job_by_state");
            job.Property(j => j.Version).IsConcurrencyToken();
            job.HasMany(j => j.Attempts).WithOne().HasForeignKey(a => a.JobNumber);
            job.HasMany(j => j.History).WithOne().HasForeignKey(h => h.JobNumber);
        });
        modelBuilder.Entity<AttemptRecord>().ToTable("job_attempt").HasKey(a => new { a.JobNumber, a.Attempt });
        modelBuilder.Entity<StateRecord>().ToTable("job_state").HasKey(h => new { h.JobNumber, h.Step });
        modelBuilder.Entity<ResultRecord>(result =>
        {
            result.ToTable("job_result").HasKey(r => r.JobNumber);
            result.HasOne<JobRecord>().WithOne().HasForeignKey<ResultRecord>(r => r.JobNumber);
        });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase.Of(property.Name));
    }
}
