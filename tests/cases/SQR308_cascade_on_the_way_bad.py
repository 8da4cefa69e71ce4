"""Deleting a dataset deletes its runs, but nothing deletes their scores, which refer to both."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Dataset(Base):
    __tablename__ = "dataset"
    id: Mapped[int] = mapped_column(primary_key=True)
    runs: Mapped[list["Run"]] = relationship(back_populates="dataset", cascade="all, delete-orphan")
    scores: Mapped[list["Score"]] = relationship(back_populates="dataset")  # expect: SQR308


class Run(Base):
    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"))
    dataset: Mapped["Dataset"] = relationship(back_populates="runs")


class Score(Base):
    __tablename__ = "score"
    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    dataset: Mapped["Dataset"] = relationship(back_populates="scores")
    run: Mapped["Run"] = relationship()
